//! Line icons on a 24 by 24 grid. Always decoration: a word stands beside each, so none is read aloud.

use leptos::prelude::*;

pub const WARNING: &str =
    "M12 9v4m0 4h.01M10.3 3.9 2.4 17.5A2 2 0 0 0 4.1 20.5h15.8a2 2 0 0 0 1.7-3L13.7 3.9a2 2 0 0 0-3.4 0Z";
pub const NOTICE: &str = "M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0m9-4v5m0 3h.01";
pub const LOCK: &str =
    "M7 11h10a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2Zm1 0V8a4 4 0 0 1 8 0v3";
pub const SEARCH: &str = "M4 11a7 7 0 1 0 14 0 7 7 0 1 0-14 0m12 5 4.5 4.5";
pub const CHECK: &str = "m5 12.5 4.5 4.5L19 7.5";
pub const CROSS: &str = "m7 7 10 10M17 7 7 17";
pub const CLOCK: &str = "M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0m9-5v5l3.5 2";
pub const HOURGLASS: &str = "M7 3h10M7 21h10M8 3v3.5a4 4 0 0 0 1.5 3.1L12 12l-2.5 2.4A4 4 0 0 0 8 17.5V21m8-18v3.5a4 4 0 0 1-1.5 3.1L12 12l2.5 2.4a4 4 0 0 1 1.5 3.1V21";
pub const PAUSE: &str = "M9 6v12m6-12v12";
pub const RETURN: &str = "M4 9h11a5 5 0 0 1 0 10h-4M4 9l4.5-4.5M4 9l4.5 4.5";
pub const QUESTION: &str = "M8.5 9a3.5 3.5 0 1 1 5.3 3c-1.1.7-1.8 1.4-1.8 2.6V15m0 3.5h.01";
pub const BIN: &str = "M4 7h16m-10-3h4m-8 3 1 13h10l1-13m-8 4v5m4-5v5";
pub const TALLY: &str = "M6 5v14m4-14v14m4-14v14m4-14v14M3 16 21 8";
pub const LINK: &str =
    "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1-1";
pub const PLUS: &str = "M12 5v14M5 12h14";
pub const COPY: &str =
    "M11 9h7a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2M5 15V6a2 2 0 0 1 2-2h8";
pub const GRIP: &str = "M9 6h.01M9 12h.01M9 18h.01M15 6h.01M15 12h.01M15 18h.01";
pub const UP: &str = "m6 14 6-6 6 6";
pub const DOWN: &str = "m6 10 6 6 6-6";
pub const OPEN: &str = "M14 4h6v6m0-6-9 9M18 14v4a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h4";
pub const EXIT: &str = "M14 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4M4 12h11m-4-4 4 4-4 4";
pub const SAVE: &str = "M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 20h14";
pub const MAIL: &str =
    "M5 6h14a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1m-.5 1.5L12 13l7.5-5.5";
pub const CHAT: &str = "M5 5h14a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-7l-4 4v-4H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1";
pub const PERSON: &str = "M8 8a4 4 0 1 0 8 0 4 4 0 1 0-8 0M4.5 20a7.5 7.5 0 0 1 15 0";
pub const MOON: &str = "M19.5 14A8 8 0 1 1 10 4.5a6.5 6.5 0 0 0 9.5 9.5";
pub const KEY: &str = "M11 8.5a4.5 4.5 0 1 0 9 0 4.5 4.5 0 1 0-9 0m1.3 3.2L4 20m3-3 2.5 2.5M10 14l2 2";
pub const CODE: &str = "m8 8-4.5 4L8 16m8-8 4.5 4-4.5 4M13.5 6l-3 12";

pub const TURN: &str = "M19.5 12a7.5 7.5 0 1 1-2.4-5.5L19.5 9m0-5v5h-5";
pub const NO_NETWORK: &str =
    "m4 4 16 16M5 12.5a10 10 0 0 1 3.2-2.2m4.8-.7a10 10 0 0 1 6 2.9M8.5 16a5 5 0 0 1 6-.8M12 19.5h.01";

/// One of the icons above.
#[component]
pub fn Icon(path: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}
