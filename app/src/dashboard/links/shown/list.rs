//! The list of links.

use domain::link::LinkStatus;
use leptos::prelude::*;

use super::{
    super::{ALL, NEW, query::ListQuery},
    LinkRow, LinksPage,
    narrow::NarrowView,
    statuses::{LinkBadge, UsageCount},
    views::{SaveView, SavedViews},
};
use crate::{
    dashboard::{format::When, words::Words},
    i18n::{dashboard, fill},
    ui::{
        dialog::{Dialog, Opener, Question},
        empty::{Curl, Empty},
        icon::{self, Icon},
        pager::Pager,
    },
};

/// One page of links.
#[component]
pub fn LinkList(page: LinksPage, query: ListQuery) -> impl IntoView {
    let words = Words::get();
    let texts = dashboard::views(words.locale);
    let LinksPage { listed, narrow, views, csrf, api_url } = page;
    let now = query.view();
    let saved = views.iter().any(|view| view.query == now);
    if listed.rows.is_empty() && query.is_plain() && query.is_first() {
        return view! { <Nothing plain=true api_url /> }.into_any();
    }
    if listed.rows.is_empty() {
        return view! {
            <SavedViews views query=query.clone() csrf=csrf.clone() />
            <NarrowView narrow query=query.clone() />
            <SaveView saved query csrf />
            <Nothing plain=false api_url />
        }
        .into_any();
    }
    let (back, key) = (query.href(ALL, &[]), query.href(ALL, &[]));
    let previous = listed.previous.map(|id| query.ending_before(&id).href(ALL, &[]));
    let next = listed.next.map(|id| query.starting_after(&id).href(ALL, &[]));
    view! {
        <SavedViews views query=query.clone() csrf=csrf.clone() />
        <NarrowView narrow query=query.clone() />
        <SaveView saved query csrf=csrf.clone() />
        <form class="chosen" data-key=key method="post" action="/payments/links/disable">
            <input type="hidden" name="csrf" value=csrf />
            <input type="hidden" name="back" value=back />
            <div class="card sheet">
            <table class="table links-table">
                <thead>
                    <tr>
                        <th scope="col"><span class="sr">{dashboard::lists(words.locale).choose_links}</span></th>
                        <th scope="col">{texts.column_link}</th>
                        <th scope="col">{texts.column_status}</th>
                        <th scope="col" class="end-column">{texts.column_amount}</th>
                        <th scope="col">{texts.column_usages}</th>
                        <th scope="col">{texts.column_expires}</th>
                    </tr>
                </thead>
                <tbody>{listed.rows.into_iter().map(|row| view! { <Row row /> }).collect_view()}</tbody>
            </table>
            </div>
            <DisableChosen />
        </form>
        <Pager label=words.shared.pages previous=words.shared.previous next=words.shared.next previous_href=previous next_href=next />
    }
    .into_any()
}

#[component]
fn Row(row: LinkRow) -> impl IntoView {
    let texts = dashboard::views(Words::get().locale);
    let LinkRow { id, name, reference, status, amount, counts, expires } = row;
    let under = (name != reference).then_some(reference);
    let choose = fill(dashboard::lists(Words::get().locale).choose_link, &[("name", &name)]);
    let fixed = matches!(status, LinkStatus::Used | LinkStatus::Expired | LinkStatus::Disabled);
    view! {
        <tr data-key=id.clone()>
            <td class="choose">
                <input type="checkbox" name="id" value=id.clone() aria-label=choose disabled=fixed />
            </td>
            <td class="first">
                <a class="whole-row" href=format!("{ALL}/{id}")>
                    <bdi class="row-name">{name}</bdi>
                    <span class="row-under">
                        <span class="code"><bdi>{id.clone()}</bdi></span>
                        {under.map(|reference| view! { <span class="row-reference"><bdi>{reference}</bdi></span> })}
                    </span>
                </a>
            </td>
            <td data-label=texts.column_status><LinkBadge status /></td>
            <td data-label=texts.column_amount class="end-column num"><bdi>{amount}</bdi></td>
            <td data-label=texts.column_usages><UsageCount counts /></td>
            <td data-label=texts.column_expires><Expires expires /></td>
        </tr>
    }
}

/// Appears with the first chosen link, and asks before it acts; the browser does both by itself.
#[component]
fn DisableChosen() -> impl IntoView {
    let words = Words::get();
    let texts = dashboard::lists(words.locale);
    let question = Question {
        id: "disable-chosen",
        title: texts.disable_title,
        text: texts.disable_text.to_owned(),
        verb: texts.disable_chosen,
        cancel: words.shared.cancel,
        danger: true,
    };
    let opener = view! { <Opener question=&question class="danger" /> };
    view! {
        <p class="chosen-moves">{opener}</p>
        <Dialog question />
    }
}

/// A moment to come or gone by, or a dash.
#[component]
fn Expires(expires: Option<When>) -> impl IntoView {
    let texts = dashboard::views(Words::get().locale);
    match expires {
        Some(When { at, relative, iso, .. }) => view! {
            <time class="when" datetime=iso>
                <span class="num">{at}</span>
                <small>{relative}</small>
            </time>
        }
        .into_any(),
        None => view! { <span class="faint" title=texts.never_expires>"–"<span class="sr">{texts.never_expires}</span></span> }.into_any(),
    }
}

/// No link at all, or none that matches.
#[component]
fn Nothing(plain: bool, api_url: String) -> impl IntoView {
    let texts = dashboard::views(Words::get().locale);
    if plain {
        let curl = Curl { title: texts.empty_curl, command: command(&api_url) };
        view! {
            <div class="card">
                <Empty icon=icon::LINK title=texts.empty_title.to_owned() text=texts.empty_text.to_owned() curl=Some(curl)>
                    <a class="button main" href=NEW><Icon path=icon::PLUS />{texts.new_link}</a>
                </Empty>
            </div>
        }
    } else {
        view! {
            <div class="card">
                <Empty icon=icon::SEARCH title=texts.none_title.to_owned() text=texts.none_text.to_owned() curl=None>
                    <a class="button" href=ALL>{texts.clear_filters}</a>
                </Empty>
            </div>
        }
    }
    .into_any()
}

/// What makes the same link over the API.
fn command(api_url: &str) -> String {
    let body = r#"{"payment_details": {"amount": "150.00", "currency": "AED", "reference": "INV-1042"}}"#;
    [
        &format!(r"curl {api_url}/payment_links \"),
        r#"  -H "Authorization: Bearer $REMIT_KEY" \"#,
        r#"  -H "Content-Type: application/json" \"#,
        &format!("  -d '{body}'"),
    ]
    .join("\n")
}
