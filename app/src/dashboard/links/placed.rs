//! A part of a page that the server has rendered, in its place.

use leptos::prelude::*;

use super::model::Fragment;

/// What a person wrote stands in it escaped: the server renders it by the same macro as everything else.
#[component]
pub fn Placed(fragment: Fragment) -> impl IntoView {
    view! { <div class="placed" inner_html=fragment.0></div> }
}
