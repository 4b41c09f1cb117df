//! One link: its numbers, what it has brought, its address, what was fixed when it was made, and who did what.

mod activity;
mod embed;
mod facts;
mod share;
mod terms;

use leptos::prelude::*;

use self::{activity::ActivityLog, facts::Facts, share::Share, terms::Terms};
use super::{LinkDetail, results::ResultsCard, statuses::LinkBadge};

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
            <Terms detail=detail.clone() />
            <ResultsCard results=detail.results />
            <ActivityLog steps=detail.activity />
        </div>
    }
}
