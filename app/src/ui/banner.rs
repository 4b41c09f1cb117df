//! The strip above a page that is in test mode.

use leptos::prelude::*;

use super::icon::{self, Icon};

/// Says that no real money moves.
#[component]
pub fn TestBanner(text: &'static str) -> impl IntoView {
    view! {
        <p class="banner">
            <Icon path=icon::WARNING />
            <span>{text}</span>
        </p>
    }
}
