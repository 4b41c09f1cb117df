//! Moments in tables and lists of facts.

use leptos::prelude::*;

use crate::dashboard::format::When;

/// A moment, and how far it is below.
#[component]
pub fn Moment(when: When) -> impl IntoView {
    let When { at, relative, iso, .. } = when;
    view! {
        <time class="when" datetime=iso>
            <span class="num">{at}</span>
            <small>{relative}</small>
        </time>
    }
}

/// A moment on one line.
#[component]
pub fn At(when: When) -> impl IntoView {
    let When { at, relative, iso, .. } = when;
    view! { <time class="num" datetime=iso title=relative>{at}</time> }
}
