//! A drawer at the side of a page for one thing of a list. The page behind it stays usable; Esc closes it.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::icon::{self, Icon};

/// A drawer; `back` is the address of the same page without it, for where there is no JavaScript. `opener`: a
/// selector of what it was opened with, which gets focus back.
#[component]
pub fn Drawer(
    label: &'static str,
    close: &'static str,
    back: String,
    opener: &'static str,
    on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Aside>::new();
    Effect::new(move || {
        if let Some(drawer) = node.get() {
            let _ = drawer.focus();
            on_cleanup(move || give_back_focus(opener));
        }
        let listener = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape" && !event.default_prevented() && !dialog_is_open() {
                on_close.run(());
            }
        });
        on_cleanup(move || listener.remove());
    });
    view! {
        <aside class="drawer" aria-label=label tabindex="-1" node_ref=node>
            <a class="button icon-only drawer-close" href=back data-noscroll="true" aria-label=close title=close>
                <Icon path=icon::CROSS />
            </a>
            {children()}
        </aside>
    }
}

/// Unless somebody went on elsewhere on the page meanwhile.
fn give_back_focus(opener: &str) {
    let document = document();
    let within = document.active_element().is_some_and(|active| active.matches(WITHIN).unwrap_or(false));
    if let (true, Ok(Some(opener))) = (within, document.query_selector(opener))
        && let Ok(opener) = opener.dyn_into::<HtmlElement>()
    {
        let _ = opener.focus();
    }
}

/// What has focus while a drawer has it, or after it went away.
const WITHIN: &str = ".drawer, .drawer *, body";

/// Whether a question or another dialog is open: keys belong to it before they belong to its page.
pub fn dialog_is_open() -> bool {
    let open = |selector| document().query_selector(selector).is_ok_and(|found| found.is_some());
    open("dialog[open]") || open(".dialog:popover-open")
}
