//! All links, newest first.

use domain::link::LinkStatus;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{
    ALL, NEW, actions,
    filters::{Choices, Filters},
    model::{LinkRow, LinksPage},
    query::ListQuery,
    statuses::{LinkBadge, UsageCount},
};
use crate::{
    dashboard::{failed::Failed, model::When, words::Words},
    i18n::dashboard,
    ui::{
        empty::{Curl, Empty},
        icon::{self, Icon},
        pager::Pager,
    },
};

/// The list. What narrows it lives in the address.
#[component]
pub fn ListPage() -> impl IntoView {
    let words = Words::get();
    let texts = words.links;
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(ListQuery::read));
    let page = Resource::new(move || query.get(), actions::links);
    let statuses = LinkStatus::ALL.map(|status| (status.as_str(), dashboard::link_status(words.locale, status)));
    let choices = Choices { search: texts.search_links, label: texts.filter_status, statuses: statuses.to_vec() };
    view! {
        <Title text=texts.links />
        <div class="top">
            <h1>{texts.links}</h1>
            <a class="button main" href=NEW>
                <Icon path=icon::PLUS />
                {texts.new_link}
                <kbd class="scripted" aria-hidden="true">"N"</kbd>
            </a>
        </div>
        <Filters query path=ALL.to_owned() choices />
        <Transition fallback=|| view! { <Skeleton /> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => view! { <Listing page query=query.get_untracked() /> }.into_any(),
                    Err(error) => view! { <Failed error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Listing(page: LinksPage, query: ListQuery) -> impl IntoView {
    let words = Words::get();
    let texts = words.links;
    let LinksPage { listed, api_url } = page;
    if listed.rows.is_empty() {
        return view! { <Nothing plain=query.is_plain() && query.is_first() api_url /> }.into_any();
    }
    let newer = listed.newer.map(|id| query.ending_before(&id).href(ALL, &[]));
    let older = listed.older.map(|id| query.starting_after(&id).href(ALL, &[]));
    view! {
        <div class="card sheet">
            <table class="table links-table">
                <thead>
                    <tr>
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
        <Pager label=words.shared.pages newer=words.shared.newer older=words.shared.older newer_href=newer older_href=older />
    }
    .into_any()
}

#[component]
fn Row(row: LinkRow) -> impl IntoView {
    let texts = Words::get().links;
    let LinkRow { id, name, reference, status, amount, counts, expires } = row;
    let under = (name != reference).then_some(reference);
    view! {
        <tr>
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

/// A moment to come or gone by, or a dash.
#[component]
pub fn Expires(expires: Option<When>) -> impl IntoView {
    let texts = Words::get().links;
    match expires {
        Some(When { day, time, relative, iso }) => view! {
            <time class="when" datetime=iso>
                <span class="num">{day}", "{time}</span>
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
    let texts = Words::get().links;
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

/// The shape of what comes.
#[component]
fn Skeleton() -> impl IntoView {
    view! {
        <div class="card sheet skeleton" aria-hidden="true">
            {(0..6).map(|_| view! { <div class="bone-row"><span class="bone"></span><span class="bone short"></span><span class="bone short"></span></div> }).collect_view()}
        </div>
    }
}
