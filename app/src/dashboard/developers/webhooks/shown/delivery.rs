//! One delivery: what is sent, and every attempt with what came back.

use domain::webhook::DeliveryStatus;
use leptos::prelude::*;

use super::{
    super::{ALL, DELIVERIES, EVENTS},
    AttemptView, DeliveryDetail, Retry,
    badges::DeliveryBadge,
    code::{Code, CodeCard},
    endpoint::Send,
    moment::At,
};
use crate::{
    dashboard::words::Words,
    i18n::{developers, fill},
    ui::{copy::Copy, empty::Empty, icon},
};

/// All of it.
#[component]
pub fn DeliveryView(detail: DeliveryDetail) -> impl IntoView {
    let locale = Words::get().locale;
    let texts = developers::deliveries(locale);
    let top = view! { <Top detail=&detail /> };
    let facts = view! { <Facts detail=&detail /> };
    let DeliveryDetail { standing, body, attempts, id, .. } = detail;
    let attempts = if attempts.is_empty() {
        view! { <NotSent status=standing.status /> }.into_any()
    } else {
        attempts.into_iter().map(|attempt| view! { <Attempt attempt /> }).collect_view().into_any()
    };
    view! {
        {top}
        <div class="two-cards" data-key=id>
            {facts}
            <CodeCard id="body-title" title=texts.body text=body copy=texts.copy_body />
        </div>
        <section class="usages attempts" aria-labelledby="attempts-title">
            <h2 id="attempts-title">{texts.attempts}</h2>
            {attempts}
        </section>
    }
}

#[component]
fn Top<'d>(detail: &'d DeliveryDetail) -> impl IntoView + use<> {
    let locale = Words::get().locale;
    let texts = developers::deliveries(locale);
    let DeliveryDetail { id, kind, standing, endpoint, url, retry, csrf, .. } = detail;
    let path = format!("{DELIVERIES}/{id}");
    let under_way = matches!(standing.status, DeliveryStatus::Pending | DeliveryStatus::Sending);
    // News may tell of it first; without a script somebody has to look.
    let look = under_way
        .then(|| view! { <a class="button" href=path.clone() rel="external">{texts.look_again}</a> });
    let again = match retry {
        Retry::Yes => {
            let (action, csrf) = (format!("{path}/retry"), csrf.clone());
            Some(view! { <Send action text=texts.retry csrf main=!under_way /> }.into_any())
        }
        Retry::NotNow => Some(view! { <p class="faint">{texts.not_enabled}</p> }.into_any()),
        Retry::Never => None,
    };
    let crumb = url.as_ref().map(|url| {
        let (href, url) = (format!("{ALL}/{endpoint}"), url.clone());
        view! { " / "<a class="code" href=href dir="ltr">{url}</a> }
    });
    let (kind, standing) = (kind.clone(), *standing);
    view! {
        <div class="top">
            <div>
                <p class="crumb"><a href=ALL>{developers::area(locale).tab_webhooks}</a>{crumb}</p>
                <h1 class="of-machine"><span class="code" dir="ltr">{kind}</span>" "<DeliveryBadge standing /></h1>
            </div>
            <div class="top-end">{look}{again}</div>
        </div>
    }
}

#[component]
fn Facts<'d>(detail: &'d DeliveryDetail) -> impl IntoView + use<> {
    let words = Words::get();
    let (texts, endpoint_texts) = (developers::deliveries(words.locale), developers::endpoint(words.locale));
    let DeliveryDetail { id, event, endpoint, url, created, next, .. } = detail;
    let endpoint = match url {
        Some(url) => {
            let (href, url) = (format!("{ALL}/{endpoint}"), url.clone());
            view! { <a class="code" href=href dir="ltr">{url}</a> }.into_any()
        }
        None => view! { <span class="faint">{texts.deleted_endpoint}</span> }.into_any(),
    };
    let next = next.clone().map(|at| {
        view! { <div><dt>{texts.next_attempt}</dt><dd class="num">{at}</dd></div> }
    });
    let (href, event) = (format!("{EVENTS}/{event}"), event.clone());
    view! {
        <section class="card section" aria-labelledby="facts-title">
            <h2 id="facts-title">{endpoint_texts.details}</h2>
            <dl class="named">
                <div><dt>{texts.column_event}</dt><dd><a class="code" href=href><bdi>{event}</bdi></a></dd></div>
                <div><dt>{texts.column_endpoint}</dt><dd>{endpoint}</dd></div>
                <div><dt>{texts.column_created}</dt><dd><At when=created.clone() /></dd></div>
                {next}
                <div><dt>{texts.delivery_id}</dt><dd><Copy value=id.clone() label=words.shared.copy /></dd></div>
            </dl>
        </section>
    }
}

#[component]
fn NotSent(status: DeliveryStatus) -> impl IntoView {
    let texts = developers::deliveries(Words::get().locale);
    let (title, text) = match status {
        DeliveryStatus::Skipped => (texts.skipped_title, texts.skipped_text),
        _ => (texts.waits_title, texts.waits_text),
    };
    view! {
        <div class="card">
            <Empty icon=icon::CLOCK title=title.to_owned() text=text.to_owned() curl=None>""</Empty>
        </div>
    }
}

#[component]
fn Attempt(attempt: AttemptView) -> impl IntoView {
    let texts = developers::deliveries(Words::get().locale);
    let AttemptView { number, at, time, took, lag, answer, good, detail, headers, body } = attempt;
    let meaning = if good { "badge good" } else { "badge bad" };
    let title = format!("attempt-{number}");
    let labelled = title.clone();
    let body = body.map(|body| {
        if body.is_empty() {
            return view! { <p class="faint">{texts.answer_empty}</p> }.into_any();
        }
        view! { <h4>{texts.answer}" "<small class="faint">{texts.answer_start}</small></h4><Code text=body label=texts.answer /> }
            .into_any()
    });
    view! {
        <article class="card section attempt" aria-labelledby=labelled>
            <div class="section-head">
                <h3 id=title>{fill(texts.attempt, &[("number", &number.to_string())])}</h3>
                <span class=meaning><bdi class="num">{answer}</bdi></span>
                <time class="faint num" datetime=at.iso title=at.relative>{time}</time>
            </div>
            <dl class="attempt-facts">
                <div><dt>{texts.took}</dt><dd class="num">{took}</dd></div>
                <div><dt>{texts.lag}</dt><dd class="num">{lag}</dd></div>
            </dl>
            {detail.map(|detail| view! { <p class="code quiet" dir="ltr">{detail}</p> })}
            {body}
            <details class="more-way">
                <summary>{texts.headers}</summary>
                <Code text=headers label=texts.headers />
            </details>
        </article>
    }
}
