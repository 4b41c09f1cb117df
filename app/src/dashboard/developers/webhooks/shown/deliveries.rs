//! Deliveries of an endpoint or of an event.

use leptos::prelude::*;

use super::{super::DELIVERIES, DeliveryRow, badges::DeliveryBadge, moment::Moment};
use crate::{
    dashboard::{
        links::{ListQuery, shown::Listed},
        words::Words,
    },
    i18n::{developers, fill},
    ui::{
        empty::{Curl, Empty},
        icon,
        pager::Pager,
    },
};

/// What narrows them, as the address says it.
const STATUSES: [&str; 4] = ["waiting", "failed", "skipped", "succeeded"];

/// By status.
#[component]
pub fn Filters(path: String, query: ListQuery) -> impl IntoView {
    let words = Words::get();
    let texts = developers::deliveries(words.locale);
    let chip = |value: &'static str, text: &'static str| {
        let current = (query.status == value).then_some("true");
        let href = query.with_status(value).href(&path, &[]);
        view! { <a class="chip" href=href data-noscroll="true" aria-current=current>{text}</a> }
    };
    let words = [texts.waiting, texts.failed, texts.skipped, texts.delivered];
    let chips = STATUSES.into_iter().zip(words).map(|(value, text)| chip(value, text)).collect_view();
    let all = chip("", Words::get().shared.all);
    view! { <div class="tools"><nav class="chips" aria-label=texts.filter>{all}{chips}</nav></div> }
}

/// One page of the deliveries of an endpoint.
#[component]
pub fn Deliveries(
    listed: Listed<DeliveryRow>,
    path: String,
    query: ListQuery,
    #[prop(optional_no_strip)] curl: Option<Curl>,
) -> impl IntoView {
    let words = Words::get();
    let texts = developers::deliveries(words.locale);
    let Listed { rows, previous, next } = listed;
    if rows.is_empty() && query.is_plain() && query.is_first() {
        return view! {
            <div class="card">
                <Empty icon=icon::CLOCK title=texts.empty_title.to_owned() text=texts.empty_text.to_owned() curl>""</Empty>
            </div>
        }
        .into_any();
    }
    if rows.is_empty() {
        return view! {
            <div class="card">
                <Empty icon=icon::CLOCK title=texts.none_title.to_owned() text=texts.none_text.to_owned() curl=None>
                    <a class="button" href=path data-noscroll="true">{texts.clear}</a>
                </Empty>
            </div>
        }
        .into_any();
    }
    let previous = previous.map(|id| query.ending_before(&id).href(&path, &[]));
    let next = next.map(|id| query.starting_after(&id).href(&path, &[]));
    view! {
        <DeliveryTable rows first=texts.column_event />
        <Pager label=words.shared.pages previous=words.shared.previous next=words.shared.next previous_href=previous next_href=next />
    }
    .into_any()
}

/// The rows; the first column is what tells them apart.
#[component]
pub fn DeliveryTable(rows: Vec<DeliveryRow>, first: &'static str) -> impl IntoView {
    let texts = developers::deliveries(Words::get().locale);
    view! {
        <div class="card sheet">
            <table class="table deliveries-table">
                <thead>
                    <tr>
                        <th scope="col">{first}</th>
                        <th scope="col">{texts.column_status}</th>
                        <th scope="col">{texts.column_answer}</th>
                        <th scope="col">{texts.column_attempts}</th>
                        <th scope="col">{texts.column_created}</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: DeliveryRow) -> impl IntoView {
    let texts = developers::deliveries(Words::get().locale);
    let DeliveryRow { id, name, under, standing, answer, next, created } = row;
    let next = next
        .filter(|_| standing.attempts > 0)
        .map(|next| view! { <small>{fill(texts.next, &[("span", &next)])}</small> });
    let answer = match answer {
        Some(answer) => view! { <bdi class="num">{answer}</bdi> }.into_any(),
        None => view! { <span class="faint">"–"<span class="sr">{texts.no_answer}</span></span> }.into_any(),
    };
    view! {
        <tr data-key=id.clone()>
            <td class="first">
                <a class="whole-row" href=format!("{DELIVERIES}/{id}")>
                    <span class="row-name code" dir="ltr">{name}</span>
                    <span class="row-under"><span class="code"><bdi>{under}</bdi></span></span>
                </a>
            </td>
            <td data-label=texts.column_status><DeliveryBadge standing /></td>
            <td data-label=texts.column_answer>{answer}</td>
            <td data-label=texts.column_attempts>
                <span class="two-lines"><span class="num">{standing.attempts}</span>{next}</span>
            </td>
            <td data-label=texts.column_created><Moment when=created /></td>
        </tr>
    }
}
