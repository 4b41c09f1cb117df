//! Something went wrong that no single field is to blame for: what, and what to do.

use leptos::prelude::*;

use super::icon::{self, Icon};

/// An alert in a page. It takes focus when the page is loaded with it, so nobody misses it.
#[component]
pub fn Alert(title: String, text: String) -> impl IntoView {
    view! {
        <div class="alert" role="alert" tabindex="-1" autofocus>
            <Icon path=icon::WARNING />
            <div>
                <p class="alert-title">{title}</p>
                <p>{text}</p>
            </div>
        </div>
    }
}
