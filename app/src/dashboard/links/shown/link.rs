//! One link: its numbers, what it has brought, its address, what was fixed when it was made, whom it turned
//! away, and who did what.

mod activity;
mod edit;
mod embed;
mod facts;
mod moves;
mod share;
mod terms;
mod turned;

use leptos::prelude::*;

use self::{
    activity::ActivityLog, facts::Facts, moves::Moves, share::Share, terms::Terms, turned::TurnedAwayLog,
};
use super::{super::ALL, LinkDetail, Named, results::ResultsCard, statuses::LinkBadge};
use crate::{dashboard::words::Words, i18n::dashboard};

/// Where a link that is over leads.
#[component]
fn SucceededBy(successor: Named) -> impl IntoView {
    let text = dashboard::moves(Words::get().locale).succeeded_by;
    let href = format!("{ALL}/{}", successor.id);
    view! { <p class="quiet">{text}" "<a href=href><bdi>{successor.name}</bdi></a></p> }
}

/// All of it but the usages. `csrf` is what its forms send along.
#[component]
pub fn LinkView(detail: LinkDetail, csrf: String) -> impl IntoView {
    let links = Words::get().links.links;
    view! {
        <div class="top" data-key=detail.id.clone()>
            <div>
                <p class="crumb">
                    <a href=ALL>{links}</a>
                </p>
                <h1>
                    <bdi>{detail.name.clone()}</bdi>
                    " "
                    <LinkBadge status=detail.status />
                </h1>
            </div>
            <Moves detail=detail.clone() csrf />
        </div>
        {detail.successor.clone().map(|successor| view! { <SucceededBy successor /> })}
        <Facts detail=detail.clone() />
        <div class="two-cards" data-key=detail.id.clone()>
            <Share detail=detail.clone() />
            <Terms detail=detail.clone() />
            <ResultsCard results=detail.results />
            <TurnedAwayLog rows=detail.turned />
            <ActivityLog steps=detail.activity />
        </div>
    }
}
