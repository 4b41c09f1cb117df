//! The usages of a link, newest first. A row opens the drawer.

use domain::usage::UsageStatus;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::super::{
    ALL, actions,
    filters::{Choices, Filters},
    model::{Listed, UsageRow},
    query::ListQuery,
    statuses::{PaymentBadge, UsageBadge},
};
use crate::{
    dashboard::{failed::Failed, words::Words},
    error::AppError,
    i18n::dashboard,
    ui::{empty::Empty, icon, pager::Pager},
};

/// The section below a link. Filters and pages live in the address.
#[component]
pub fn Usages(link: Memo<String>) -> impl IntoView {
    let words = Words::get();
    let texts = words.links;
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(ListQuery::read));
    let open = Memo::new(move |_| params.with(|params| params.get("usage").unwrap_or_default()));
    let page = Resource::new(move || (link.get(), query.get()), |(id, query)| actions::usages(id, query));
    let statuses = UsageStatus::ALL.map(|status| (status.as_str(), dashboard::usage_status(words.locale, status)));
    let choices = Choices { search: texts.search_usages, label: texts.filter_usage_status, statuses: statuses.to_vec() };
    let path = Signal::derive(move || link.with(|id| format!("{ALL}/{id}")));
    view! {
        <section class="usages" aria-labelledby="usages-title">
            <div class="usages-head">
                <h2 id="usages-title">{texts.usages}</h2>
                <button class="button small scripted" type="button" on:click=move |_| page.refetch()>{texts.refresh}</button>
            </div>
            <Filters query path choices />
            <Transition fallback=|| view! { <div class="card skeleton tall" aria-hidden="true"></div> }>
                {move || Suspend::new(async move {
                    match page.await {
                        Ok(page) => view! { <Listing page link=link.get_untracked() query=query.get_untracked() open /> }.into_any(),
                        // The link itself is missing, and the page above says so.
                        Err(error) if error.is(AppError::NOT_FOUND) => ().into_any(),
                        Err(error) => view! { <Failed error /> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
}

#[component]
fn Listing(page: Listed<UsageRow>, link: String, query: ListQuery, open: Memo<String>) -> impl IntoView {
    let words = Words::get();
    let texts = words.links;
    let path = format!("{ALL}/{link}");
    let Listed { rows, newer, older } = page;
    if rows.is_empty() {
        let (title, text) = if query.is_plain() { (texts.no_usages_title, texts.no_usages_text) } else { (texts.none_title, texts.none_text) };
        return view! {
            <div class="card">
                <Empty icon=icon::CLOCK title=title.to_owned() text=text.to_owned() curl=None>
                    {(!query.is_plain()).then(|| view! { <a class="button" href=path data-noscroll="true">{texts.clear_filters}</a> })}
                </Empty>
            </div>
        }
        .into_any();
    }
    let newer = newer.map(|id| query.ending_before(&id).href(&path, &[]));
    let older = older.map(|id| query.starting_after(&id).href(&path, &[]));
    let rows = rows.into_iter().map(|row| {
        let href = query.href(&path, &[("usage", &row.id)]);
        view! { <Row row href open /> }
    });
    view! {
        <div class="card sheet">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{texts.column_started}</th>
                        <th scope="col">{texts.column_customer}</th>
                        <th scope="col">{texts.column_usage}</th>
                        <th scope="col">{texts.column_payment}</th>
                        <th scope="col" class="end-column">{texts.column_amount}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <Pager label=words.shared.pages newer=words.shared.newer older=words.shared.older newer_href=newer older_href=older />
    }
    .into_any()
}

#[component]
fn Row(row: UsageRow, href: String, open: Memo<String>) -> impl IntoView {
    let texts = Words::get().links;
    let UsageRow { id, started, customer, status, payment, amount } = row;
    let own = id.clone();
    let short = format!("{}…{}", &id[..7.min(id.len())], &id[id.len().saturating_sub(4)..]);
    let mut values = customer.into_iter();
    let (first, second) = (values.next().unwrap_or_else(|| "–".to_owned()), values.next());
    view! {
        <tr class:at=move || open.with(|open| *open == own)>
            <td class="first">
                <a class="whole-row" href=href data-noscroll="true">
                    <time class="row-name num" datetime=started.iso title=started.relative>{started.day}", "{started.time}</time>
                    <span class="row-under"><span class="code" title=id><bdi>{short}</bdi></span></span>
                </a>
            </td>
            <td data-label=texts.column_customer>
                <span class="two-lines"><bdi class="num">{first}</bdi>{second.map(|second| view! { <small><bdi>{second}</bdi></small> })}</span>
            </td>
            <td data-label=texts.column_usage><UsageBadge status /></td>
            <td data-label=texts.column_payment>{match payment {
                Some(status) => view! { <PaymentBadge status /> }.into_any(),
                None => view! { <span class="faint">"–"<span class="sr">{texts.no_payment}</span></span> }.into_any(),
            }}</td>
            <td data-label=texts.column_amount class="end-column num"><bdi>{amount}</bdi></td>
        </tr>
    }
}
