//! One endpoint: how it is, and its deliveries.

use domain::webhook::EndpointStatus;
use leptos::prelude::*;

use super::{
    super::ALL,
    DeliveryRow, EndpointDetail, EndpointRow,
    badges::EndpointBadge,
    deliveries::{Deliveries, Filters},
    manage::Manage,
    moment::At,
};
use crate::{
    dashboard::{
        links::{ListQuery, shown::Listed},
        words::Words,
    },
    i18n::{developers, fill},
    ui::{
        copy::Copy,
        empty::Curl,
        icon::{self, Icon},
    },
};

/// All of it. `command` sends a test over the API.
#[component]
pub fn EndpointView(
    detail: EndpointDetail,
    deliveries: Listed<DeliveryRow>,
    query: ListQuery,
    command: String,
) -> impl IntoView {
    let words = Words::get();
    let texts = developers::endpoint(words.locale);
    let id = detail.row.id.clone();
    let path = format!("{ALL}/{id}");
    let title = texts.deliveries;
    let curl =
        detail.may_write.then(|| Curl { title: developers::deliveries(words.locale).empty_curl, command });
    view! {
        <Top detail=&detail />
        <State detail=&detail />
        <div class="two-cards" data-key=id>
            <Details detail=&detail />
            <Manage detail />
        </div>
        <section class="usages" aria-labelledby="deliveries-title">
            <h2 id="deliveries-title">{title}</h2>
            <Filters path=path.clone() query=query.clone() />
            <Deliveries listed=deliveries path query curl />
        </section>
    }
}

#[component]
fn Top<'d>(detail: &'d EndpointDetail) -> impl IntoView + use<> {
    let words = Words::get();
    let texts = developers::endpoint(words.locale);
    let EndpointDetail { row, may_write, csrf, .. } = detail;
    let (id, status) = (row.id.clone(), row.status);
    let send = |verb: &'static str, text: &'static str, main: bool| {
        let (action, csrf) = (format!("{ALL}/{id}/{verb}"), csrf.clone());
        view! { <Send action text csrf main /> }
    };
    let moves = may_write.then(|| {
        let edit = format!("{ALL}/{id}/edit");
        let moves = match status {
            EndpointStatus::Enabled => {
                vec![send("pause", texts.pause, false), send("test", texts.test, true)]
            }
            EndpointStatus::Paused => vec![send("enable", texts.resume, true)],
            EndpointStatus::Disabled => vec![send("enable", texts.enable, true)],
        };
        let edit = view! { <a class="button" href=edit>{developers::webhooks(words.locale).edit}</a> };
        view! { <div class="top-end">{edit}{moves}</div> }
    });
    let (key, url, description) = (id.clone(), row.url.clone(), row.description.clone());
    view! {
        <div class="top" data-key=key>
            <div>
                <p class="crumb"><a href=ALL>{developers::area(words.locale).tab_webhooks}</a></p>
                <h1 class="of-machine"><span class="code" dir="ltr">{url}</span>" "<EndpointBadge status /></h1>
                {description.map(|text| view! { <p class="quiet"><bdi>{text}</bdi></p> })}
            </div>
            {moves}
        </div>
    }
}

/// A button that is a form of its own.
#[component]
pub fn Send(action: String, text: &'static str, csrf: String, main: bool) -> impl IntoView {
    view! {
        <form method="post" action=action>
            <input type="hidden" name="csrf" value=csrf />
            <button class="button" class:main=main type="submit">{text}</button>
        </form>
    }
}

/// What is wrong with it, and what to do.
#[component]
fn State<'d>(detail: &'d EndpointDetail) -> impl IntoView + use<> {
    let locale = Words::get().locale;
    let texts = developers::endpoint(locale);
    let EndpointDetail { row, reason, .. } = detail;
    let (class, title, text) = match (row.status, &row.failing) {
        (EndpointStatus::Disabled, _) => {
            let reason = reason.clone().unwrap_or_default();
            ("state bad", texts.disabled_title, format!("{reason} {}", texts.disabled_advice))
        }
        (EndpointStatus::Paused, _) => ("state", texts.paused_title, texts.paused_text.to_owned()),
        (EndpointStatus::Enabled, Some(since)) => {
            ("state wait", texts.failing_title, fill(texts.failing_text, &[("at", &since.at)]))
        }
        (EndpointStatus::Enabled, None) => return None,
    };
    let icon = if row.status == EndpointStatus::Paused { icon::PAUSE } else { icon::WARNING };
    let closed = (!detail.may_write).then_some(developers::webhooks(locale).read_only);
    Some(view! {
        <div class=class>
            <Icon path=icon />
            <div>
                <p class="state-title">{title}</p>
                <p>{text}</p>
                {closed.map(|text| view! { <p>{text}</p> })}
            </div>
        </div>
    })
}

#[component]
fn Details<'d>(detail: &'d EndpointDetail) -> impl IntoView + use<> {
    let words = Words::get();
    let (texts, list) = (developers::endpoint(words.locale), developers::webhooks(words.locale));
    let EndpointDetail { row: EndpointRow { id, url, kinds, .. }, created, overlap, .. } = detail;
    let kinds = if kinds.is_empty() {
        list.every_short.into_any()
    } else {
        let kind = |kind: &&'static str| view! { <li><bdi class="code" dir="ltr">{*kind}</bdi></li> };
        view! { <ul>{kinds.iter().map(kind).collect_view()}</ul> }.into_any()
    };
    let overlap = overlap.as_ref().map(|until| {
        view! { <small class="faint">{fill(texts.secrets_until, &[("at", &until.at)])}</small> }
    });
    let (id, url, created) = (id.clone(), url.clone(), created.clone());
    view! {
        <section class="card section" aria-labelledby="details-title">
            <h2 id="details-title">{texts.details}</h2>
            <dl class="named">
                <div><dt>{list.url}</dt><dd><Copy value=url label=words.shared.copy /></dd></div>
                <div><dt>{list.events}</dt><dd>{kinds}</dd></div>
                <div><dt>{texts.secret}</dt><dd><bdi class="code" dir="ltr">"whsec_…"</bdi>" "{overlap}</dd></div>
                <div><dt>{texts.created}</dt><dd><At when=created /></dd></div>
                <div><dt>{texts.endpoint_id}</dt><dd><Copy value=id label=words.shared.copy /></dd></div>
            </dl>
        </section>
    }
}
