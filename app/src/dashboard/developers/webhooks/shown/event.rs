//! One event: as it is sent, and to whom it went.

use leptos::prelude::*;

use super::{
    super::EVENTS, DeliveryRow, EventDetail, EventRow, code::CodeCard, deliveries::DeliveryTable, moment::At,
};
use crate::{
    dashboard::{
        links::{ListQuery, shown::Listed},
        words::Words,
    },
    i18n::developers,
    ui::{copy::Copy, empty::Empty, icon, pager::Pager},
};

/// All of it.
#[component]
pub fn EventView(detail: EventDetail, deliveries: Listed<DeliveryRow>, query: ListQuery) -> impl IntoView {
    let words = Words::get();
    let (locale, shared) = (words.locale, words.shared);
    let (texts, id) = (developers::events(locale), detail.row.id.clone());
    let facts = view! { <Facts detail=&detail /> };
    let EventDetail { row: EventRow { kind, meaning, .. }, json, .. } = detail;
    let path = format!("{EVENTS}/{id}");
    let previous = deliveries.previous.map(|id| query.ending_before(&id).href(&path, &[]));
    let next = deliveries.next.map(|id| query.starting_after(&id).href(&path, &[]));
    view! {
        <div class="top" data-key=id.clone()>
            <div>
                <p class="crumb"><a href=EVENTS>{developers::area(locale).tab_events}</a></p>
                <h1 class="of-machine"><span class="code" dir="ltr">{kind}</span></h1>
                {meaning.map(|text| view! { <p class="quiet">{text}</p> })}
            </div>
        </div>
        <div class="two-cards" data-key=id>
            {facts}
            <CodeCard id="json-title" title=texts.json text=json copy=texts.copy_json />
        </div>
        <section class="usages" aria-labelledby="deliveries-title">
            <h2 id="deliveries-title">{developers::endpoint(locale).deliveries}</h2>
            <Sent rows=deliveries.rows />
            <Pager label=shared.pages previous=shared.previous next=shared.next previous_href=previous next_href=next />
        </section>
    }
}

#[component]
fn Facts<'d>(detail: &'d EventDetail) -> impl IntoView + use<> {
    let words = Words::get();
    let texts = developers::events(words.locale);
    let EventDetail { row: EventRow { id, number, object, at, .. }, mode, href, .. } = detail;
    let object = object.clone().map(|object| {
        let shown = match href.clone() {
            Some(href) => view! { <a class="code" href=href><bdi>{object}</bdi></a> }.into_any(),
            None => view! { <bdi class="code">{object}</bdi> }.into_any(),
        };
        view! { <div><dt>{texts.object}</dt><dd>{shown}</dd></div> }
    });
    let number = number.clone().unwrap_or_else(|| texts.no_number.to_owned());
    view! {
        <section class="card section" aria-labelledby="facts-title">
            <h2 id="facts-title">{developers::endpoint(words.locale).details}</h2>
            <dl class="named">
                <div><dt>{texts.happened}</dt><dd><At when=at.clone() /></dd></div>
                <div><dt>{texts.number}</dt><dd class="num">{number}</dd></div>
                <div><dt>{texts.mode}</dt><dd>{*mode}</dd></div>
                {object}
                <div><dt>{texts.event_id}</dt><dd><Copy value=id.clone() label=words.shared.copy /></dd></div>
            </dl>
        </section>
    }
}

#[component]
fn Sent(rows: Vec<DeliveryRow>) -> impl IntoView {
    let locale = Words::get().locale;
    let texts = developers::events(locale);
    if rows.is_empty() {
        return view! {
            <div class="card">
                <Empty icon=icon::CODE title=texts.no_deliveries_title.to_owned() text=texts.no_deliveries_text.to_owned() curl=None>
                    ""
                </Empty>
            </div>
        }
        .into_any();
    }
    view! { <DeliveryTable rows first=developers::deliveries(locale).column_endpoint /> }.into_any()
}
