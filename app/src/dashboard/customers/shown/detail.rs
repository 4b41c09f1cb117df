//! One customer: how to reach them, the links bound to them, and their usages.

use leptos::prelude::*;

use super::{super::ALL, CustomerDetail, CustomerRow};
use crate::{
    dashboard::{
        links::{
            ALL as LINKS, ListQuery, NEW as NEW_LINK,
            shown::{
                LinkRow, UsageRow,
                statuses::{LinkBadge, UsageCount},
                usages::UsageTable,
            },
        },
        words::Words,
    },
    i18n::dashboard,
    ui::{
        copy::Copy,
        dialog::{Dialog, Opener, Question},
        empty::Empty,
        icon,
        pager::Pager,
    },
};

/// All of it. `csrf` is what its form sends along.
#[component]
pub fn CustomerView(detail: CustomerDetail, query: ListQuery, csrf: String) -> impl IntoView {
    let words = Words::get();
    let CustomerDetail { row, metadata, links, more_links, usages, may_write } = detail;
    let id = row.id.clone();
    let path = format!("{ALL}/{id}");
    let previous = usages.previous.map(|id| query.ending_before(&id).href(&path, &[]));
    let next = usages.next.map(|id| query.starting_after(&id).href(&path, &[]));
    view! {
        <div class="top" data-key=id.clone()>
            <div>
                <p class="crumb"><a href=ALL>{words.shared.customers}</a></p>
                <h1><bdi>{row.name.clone()}</bdi></h1>
            </div>
            {may_write.then(|| view! { <Moves id=id.clone() csrf /> })}
        </div>
        <div class="two-cards" data-key=id.clone()>
            <Details row metadata />
            <BoundLinks id=id.clone() links more_links />
        </div>
        <section class="usages" aria-labelledby="usages-title">
            <h2 id="usages-title">{dashboard::customers(words.locale).usages}</h2>
            <Usages rows=usages.rows />
            <Pager label=words.shared.pages previous=words.shared.previous next=words.shared.next previous_href=previous next_href=next />
        </section>
    }
}

#[component]
fn Moves(id: String, csrf: String) -> impl IntoView {
    let words = Words::get();
    let texts = dashboard::customers(words.locale);
    let question = Question {
        id: "delete",
        verb: texts.delete,
        title: texts.delete_title,
        text: texts.delete_text.to_owned(),
        cancel: words.shared.cancel,
        danger: true,
    };
    let opener = view! { <Opener question=&question /> };
    view! {
        <div class="top-end">
            <form method="post" action=format!("{ALL}/{id}/delete")>
                <input type="hidden" name="csrf" value=csrf />
                {opener}
                <Dialog question />
            </form>
            <a class="button" href=format!("{ALL}/{id}/edit")>{texts.edit}</a>
            <a class="button main" href=format!("{NEW_LINK}?customer={id}")>{texts.new_link}</a>
        </div>
    }
}

#[component]
fn Details(row: CustomerRow, metadata: Vec<(String, String)>) -> impl IntoView {
    let words = Words::get();
    let texts = dashboard::customers(words.locale);
    let CustomerRow { id, email, phone, reference, created, .. } = row;
    let pairs = metadata.into_iter().map(|(key, value)| {
        view! { <div><dt class="code"><bdi>{key}</bdi></dt><dd><bdi>{value}</bdi></dd></div> }
    });
    view! {
        <section class="card section" aria-labelledby="details-title">
            <h2 id="details-title">{texts.details}</h2>
            <dl class="named">
                {phone.map(|phone| view! {
                    <div><dt>{texts.phone}</dt><dd><a class="num" href=format!("tel:{phone}") dir="ltr">{phone.clone()}</a></dd></div>
                })}
                {email.map(|email| view! {
                    <div><dt>{texts.email}</dt><dd><a href=format!("mailto:{email}") dir="ltr">{email.clone()}</a></dd></div>
                })}
                {reference.map(|reference| view! { <div><dt>{texts.reference}</dt><dd><bdi>{reference}</bdi></dd></div> })}
                <div>
                    <dt>{texts.created}</dt>
                    <dd><time class="num" datetime=created.iso title=created.relative>{created.at}</time></dd>
                </div>
                <div><dt>{texts.customer_id}</dt><dd><Copy value=id label=words.shared.copy /></dd></div>
                {pairs.collect_view()}
            </dl>
        </section>
    }
}

#[component]
fn BoundLinks(id: String, links: Vec<LinkRow>, more_links: bool) -> impl IntoView {
    let texts = dashboard::customers(Words::get().locale);
    let none = links.is_empty().then(|| view! { <p class="quiet">{texts.no_links}</p> });
    let more = more_links.then(|| {
        view! { <p><a class="quiet-link" href=format!("{LINKS}?customer={id}")>{texts.all_links}</a></p> }
    });
    view! {
        <section class="card section" aria-labelledby="links-title">
            <h2 id="links-title">{texts.links}</h2>
            {none}
            <ul class="bound-links">{links.into_iter().map(|row| view! { <BoundLink row /> }).collect_view()}</ul>
            {more}
        </section>
    }
}

#[component]
fn BoundLink(row: LinkRow) -> impl IntoView {
    let LinkRow { id, name, status, amount, counts, .. } = row;
    view! {
        <li>
            <a class="row-name" href=format!("{LINKS}/{id}")><bdi>{name}</bdi></a>
            <LinkBadge status />
            <span class="num"><bdi>{amount}</bdi></span>
            <UsageCount counts />
        </li>
    }
}

#[component]
fn Usages(rows: Vec<(UsageRow, String)>) -> impl IntoView {
    let texts = dashboard::customers(Words::get().locale);
    if rows.is_empty() {
        return view! {
            <div class="card">
                <Empty icon=icon::CLOCK title=texts.no_usages.to_owned() text=texts.usages_hint.to_owned() curl=None>
                    ""
                </Empty>
            </div>
        }
        .into_any();
    }
    view! { <UsageTable rows /> }.into_any()
}
