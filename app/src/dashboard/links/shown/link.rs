//! One link: its numbers, its address, and what was fixed when it was made.

mod facts;
mod share;
mod terms;

use leptos::prelude::*;

use self::{facts::Facts, share::Share, terms::Terms};
use super::{LinkDetail, statuses::LinkBadge};

/// The name and the status.
#[component]
pub fn LinkHeading(detail: LinkDetail) -> impl IntoView {
    view! { <bdi>{detail.name}</bdi>" "<LinkBadge status=detail.status /> }
}

/// Everything below.
#[component]
pub fn LinkBody(detail: LinkDetail) -> impl IntoView {
    view! {
        <Facts detail=detail.clone() />
        <div class="two-cards">
            <Share detail=detail.clone() />
            <Terms detail />
        </div>
    }
}
