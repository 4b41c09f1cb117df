//! The numbers of a link.

use leptos::prelude::*;

use super::super::{LinkDetail, statuses::UsageCount};
use crate::{
    dashboard::{format::When, words::Words},
    i18n::dashboard,
};

#[component]
pub fn Facts(detail: LinkDetail) -> impl IntoView {
    let texts = dashboard::views(Words::get().locale);
    let LinkDetail { amount, reference, counts, expires, created, .. } = detail;
    view! {
        <dl class="card figures">
            <div>
                <dt>{texts.amount}</dt>
                <dd><span class="num"><bdi>{amount}</bdi></span><small><bdi>{reference}</bdi></small></dd>
            </div>
            <div>
                <dt>{texts.column_usages}</dt>
                <dd><UsageCount counts /></dd>
            </div>
            <div>
                <dt>{texts.column_expires}</dt>
                <dd>{match expires {
                    Some(when) => view! { <Moment when /> }.into_any(),
                    None => view! { <span>{texts.never}</span><small>{texts.until_full}</small> }.into_any(),
                }}</dd>
            </div>
            <div>
                <dt>{texts.created}</dt>
                <dd><Moment when=created /></dd>
            </div>
        </dl>
    }
}

#[component]
fn Moment(when: When) -> impl IntoView {
    let When { day, time, relative, iso, .. } = when;
    view! {
        <time datetime=iso>
            <span class="num">{day}</span>
            <small><span class="num">{time}</span>" · "{relative}</small>
        </time>
    }
}
