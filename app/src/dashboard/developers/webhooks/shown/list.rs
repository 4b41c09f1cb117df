//! The list of endpoints.

use leptos::prelude::*;

use super::{
    super::{
        super::shown::head::{Head, Tab},
        ALL, NEW,
    },
    EndpointRow,
    badges::{DeliveryBadge, EndpointBadge},
};
use crate::{
    dashboard::words::Words,
    i18n::{developers, fill},
    ui::{
        empty::{Curl, Empty},
        icon::{self, Icon},
    },
};

/// Types of events that a row names before it only counts them.
const NAMED: usize = 2;

/// The list.
pub struct EndpointsShown {
    pub rows: Vec<EndpointRow>,
    pub may_write: bool,
    /// What makes a first one over the API.
    pub command: String,
}

/// All endpoints.
#[component]
pub fn EndpointList(shown: EndpointsShown) -> impl IntoView {
    let texts = developers::webhooks(Words::get().locale);
    let EndpointsShown { rows, may_write, command } = shown;
    let body = if rows.is_empty() {
        let curl = may_write.then_some(Curl { title: texts.empty_curl, command });
        let text = if may_write { texts.empty_text } else { texts.read_only };
        view! {
            <div class="card">
                <Empty icon=icon::CODE title=texts.empty_title.to_owned() text=text.to_owned() curl>
                    {may_write.then(|| view! { <Add /> })}
                </Empty>
            </div>
        }
        .into_any()
    } else {
        let closed = (!may_write).then(|| view! { <p class="lead">{texts.read_only}</p> });
        view! { {closed} <Table rows /> }.into_any()
    };
    view! {
        <Head tab=Tab::Webhooks>{may_write.then(|| view! { <Add /> })}</Head>
        <p class="lead">{texts.lead}</p>
        {body}
    }
}

#[component]
fn Add() -> impl IntoView {
    view! {
        <a class="button main" href=NEW>
            <Icon path=icon::PLUS />
            {developers::webhooks(Words::get().locale).add}
        </a>
    }
}

#[component]
fn Table(rows: Vec<EndpointRow>) -> impl IntoView {
    let texts = developers::webhooks(Words::get().locale);
    view! {
        <div class="card sheet">
            <table class="table endpoints-table">
                <thead>
                    <tr>
                        <th scope="col">{texts.column_endpoint}</th>
                        <th scope="col">{texts.column_events}</th>
                        <th scope="col">{texts.column_status}</th>
                        <th scope="col">{texts.column_last}</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: EndpointRow) -> impl IntoView {
    let words = Words::get();
    let texts = developers::webhooks(words.locale);
    let EndpointRow { id, url, description, kinds, status, failing, last } = row;
    let failing = failing.map(|since| {
        view! { <small class="trouble-word">{fill(texts.failing_since, &[("at", &since.at)])}</small> }
    });
    let none = developers::deliveries(words.locale).empty_title;
    let last = match last {
        Some((standing, when)) => {
            view! { <DeliveryBadge standing /> <small>{when.relative}</small> }.into_any()
        }
        None => view! { <span class="faint">"–"<span class="sr">{none}</span></span> }.into_any(),
    };
    view! {
        <tr data-key=id.clone()>
            <td class="first">
                <a class="whole-row" href=format!("{ALL}/{id}")>
                    <span class="row-name code" dir="ltr">{url}</span>
                    {description.map(|text| view! { <span class="row-under"><bdi>{text}</bdi></span> })}
                </a>
            </td>
            <td data-label=texts.column_events><Kinds kinds /></td>
            <td data-label=texts.column_status><span class="two-lines"><EndpointBadge status />{failing}</span></td>
            <td data-label=texts.column_last><span class="two-lines">{last}</span></td>
        </tr>
    }
}

/// Few types by their names, many by their number.
#[component]
fn Kinds(kinds: Vec<&'static str>) -> impl IntoView {
    if kinds.is_empty() {
        return developers::webhooks(Words::get().locale).every_short.into_any();
    }
    let more = kinds.len().saturating_sub(NAMED);
    let all = kinds.join(", ");
    let named = kinds.into_iter().take(NAMED);
    let named = named.map(|kind| view! { <bdi class="code" dir="ltr">{kind}</bdi> }).collect_view();
    let more = (more > 0).then(|| view! { <small class="num" dir="ltr">{format!("+{more}")}</small> });
    view! { <span class="two-lines" title=all>{named}{more}</span> }.into_any()
}
