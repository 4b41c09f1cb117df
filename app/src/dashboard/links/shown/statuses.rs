//! Statuses as badges: each of them always has the same word, shape and colour.

use domain::{
    link::LinkStatus,
    payment::PaymentStatus,
    usage::{UsageState, UsageStatus},
};
use leptos::prelude::*;

use crate::{
    dashboard::words::Words,
    i18n::{dashboard, fill, format},
    ui::{badge::Badge, meter::Meter, seal::Meaning},
};

use super::Counts;

#[component]
pub fn LinkBadge(status: LinkStatus) -> impl IntoView {
    let meaning = match status {
        LinkStatus::Active => Meaning::Good,
        LinkStatus::Disabled => Meaning::Wait,
        LinkStatus::Expired | LinkStatus::Used => Meaning::Off,
    };
    view! { <Badge meaning text=dashboard::link_status(Words::get().locale, status) /> }
}

/// A payment that was taken back keeps its status, and must not look paid.
#[component]
pub fn UsageBadge(state: UsageState) -> impl IntoView {
    let locale = Words::get().locale;
    let meaning = match state.status() {
        _ if state == UsageState::Reversed => Meaning::Bad,
        UsageStatus::Started => Meaning::Wait,
        UsageStatus::PaymentCreated => Meaning::Good,
        UsageStatus::Failed => Meaning::Bad,
        UsageStatus::Expired => Meaning::Off,
    };
    let text = match state {
        UsageState::Reversed => dashboard::usages(locale).reversed,
        state => dashboard::usage_status(locale, state.status()),
    };
    view! { <Badge meaning text /> }
}

#[component]
pub fn PaymentBadge(status: PaymentStatus) -> impl IntoView {
    let meaning = match status {
        PaymentStatus::Pending | PaymentStatus::Held => Meaning::Wait,
        PaymentStatus::Accepted | PaymentStatus::Settled => Meaning::Good,
        PaymentStatus::Rejected => Meaning::Bad,
    };
    view! { <Badge meaning text=dashboard::payment_status(Words::get().locale, status) /> }
}

/// How many payments a link has taken of how many, and how many are under way.
#[component]
pub fn UsageCount(counts: Counts) -> impl IntoView {
    let words = Words::get();
    let number = |number: u32| format::count(words.locale, number.into());
    let Counts { completed, reserved, most } = counts;
    let reserved_text = (reserved > 0)
        .then(|| fill(dashboard::views(words.locale).paying_now, &[("count", &number(reserved))]));
    view! {
        <span class="usage-count">
            <span class="num"><bdi dir="ltr">{number(completed)}" / "{number(most)}</bdi></span>
            {reserved_text.map(|text| view! { <small>{text}</small> })}
            <Meter done=completed held=reserved most />
        </span>
    }
}
