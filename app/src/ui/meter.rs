//! How much of a limit is taken: what is done, then what is held. The numbers stand beside it in words.

use leptos::prelude::*;

/// The width the bars are drawn in.
const WIDTH: u64 = 100;

/// A bar of `most`, filled by `done` and, lighter, by `held`. What is not nothing is always visible.
#[component]
pub fn Meter(done: u32, held: u32, most: u32) -> impl IntoView {
    let (done, held) = (width(done, most), width(held, most));
    view! {
        <svg class="meter" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
            <rect class="held" x="0" y="0" height="4" width=(done + held).min(WIDTH).to_string()></rect>
            <rect class="done" x="0" y="0" height="4" width=done.to_string()></rect>
        </svg>
    }
}

fn width(part: u32, most: u32) -> u64 {
    let exact = u64::from(part) * WIDTH / u64::from(most.max(1));
    if part > 0 { exact.clamp(2, WIDTH) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn a_little_shows_and_much_stays_within() {
        assert_eq!(width(0, 1000), 0);
        assert_eq!(width(1, 1_000_000), 2);
        assert_eq!(width(500, 1000), 50);
        assert_eq!(width(1000, 1000), 100);
        assert_eq!(width(7, 0), 100);
    }
}
