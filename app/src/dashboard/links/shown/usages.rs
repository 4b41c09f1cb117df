//! The usages of a link.

use domain::usage::UsageState;
use leptos::prelude::*;

use super::{
    super::query::ListQuery,
    Entered, Listed, UsageRow,
    statuses::{PaymentBadge, UsageBadge},
    usage_narrow::{UsageNarrow, UsageNarrowView},
};
use crate::{
    dashboard::{format::When, words::Words},
    i18n::dashboard,
    ui::{empty::Empty, icon, pager::Pager},
};

/// One page of usages, with what narrows them.
#[component]
pub fn UsageList(page: Listed<UsageRow>, narrow: UsageNarrow, query: ListQuery) -> impl IntoView {
    let words = Words::get();
    let path = narrow.path.clone();
    let Listed { rows, previous, next } = page;
    if rows.is_empty() && query.is_plain() && query.is_first() {
        return view! { <Nothing plain=true path /> }.into_any();
    }
    if rows.is_empty() {
        return view! {
            <UsageNarrowView narrow query />
            <Nothing plain=false path />
        }
        .into_any();
    }
    let previous = previous.map(|id| query.ending_before(&id).href(&path, &[]));
    let next = next.map(|id| query.starting_after(&id).href(&path, &[]));
    let placed = |row: UsageRow| {
        let href = query.href(&path, &[("usage", &row.id)]);
        (row, href)
    };
    let rows = rows.into_iter().map(placed).collect();
    view! {
        <UsageNarrowView narrow query />
        <UsageTable rows />
        <Pager label=words.shared.pages previous=words.shared.previous next=words.shared.next previous_href=previous next_href=next />
    }
    .into_any()
}

/// Usages, each with where its row leads.
#[component]
pub fn UsageTable(rows: Vec<(UsageRow, String)>) -> impl IntoView {
    let rows = rows.into_iter().map(|(row, href)| view! { <Row row href /> });
    view! {
        <div class="card sheet">
            <table class="table usages-table">
                <Head />
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Head() -> impl IntoView {
    let locale = Words::get().locale;
    let texts = dashboard::views(locale);
    view! {
        <thead>
            <tr>
                <th scope="col">{texts.column_started}</th>
                <th scope="col">{texts.column_customer}</th>
                <th scope="col">{texts.column_usage}</th>
                <th scope="col">{texts.column_payment}</th>
                <th scope="col" class="end-column">{texts.column_amount}</th>
                <th scope="col">{dashboard::usages(locale).column_finished}</th>
            </tr>
        </thead>
    }
}

#[component]
fn Row(row: UsageRow, href: String) -> impl IntoView {
    let locale = Words::get().locale;
    let texts = dashboard::views(locale);
    let UsageRow { id, started, finished, entered, state, payment, amount } = row;
    let short = format!("{}…{}", &id[..7.min(id.len())], &id[id.len().saturating_sub(4)..]);
    let collected = state == UsageState::PaymentCreated;
    view! {
        <tr data-key=id.clone() data-usage=id>
            <td class="first">
                <a class="whole-row" href=href data-noscroll="true">
                    <time class="row-name num" datetime=started.iso title=started.relative>{started.at}</time>
                    <span class="row-under"><span class="code" title=id.clone()><bdi>{short}</bdi></span></span>
                </a>
            </td>
            <td data-label=texts.column_customer><Values entered /></td>
            <td data-label=texts.column_usage><UsageBadge state /></td>
            <td data-label=texts.column_payment>{match payment {
                Some(status) => view! { <PaymentBadge status /> }.into_any(),
                None => view! { <span class="faint">"–"<span class="sr">{texts.no_payment}</span></span> }.into_any(),
            }}</td>
            <td data-label=texts.column_amount class="end-column num" class:faint=!collected><bdi>{amount}</bdi></td>
            <td data-label=dashboard::usages(locale).column_finished><Finished finished /></td>
        </tr>
    }
}

/// Each value the customer entered; who needs to know which field it is finds its name beside it.
#[component]
fn Values(entered: Vec<Entered>) -> impl IntoView {
    let line = |Entered { label, value, phone }: Entered| {
        let value = value?;
        let direction = if phone { "ltr" } else { "auto" };
        Some(view! { <bdi class:num=phone dir=direction title=label>{value}</bdi> })
    };
    let mut lines = entered.into_iter().filter_map(line);
    let first = lines.next();
    let rest: Vec<_> = lines.map(|line| view! { <small>{line}</small> }).collect();
    view! { <span class="two-lines values">{first}{rest}</span> }
}

#[component]
fn Finished(finished: Option<When>) -> impl IntoView {
    let texts = dashboard::usages(Words::get().locale);
    match finished {
        Some(When { at, relative, iso, .. }) => {
            view! { <time class="num" datetime=iso title=relative>{at}</time> }.into_any()
        }
        None => {
            view! { <span class="faint">"–"<span class="sr">{texts.not_finished}</span></span> }.into_any()
        }
    }
}

/// No usage at all, or none that matches.
#[component]
fn Nothing(plain: bool, path: String) -> impl IntoView {
    let texts = dashboard::views(Words::get().locale);
    let (title, text) = if plain {
        (texts.no_usages_title, texts.no_usages_text)
    } else {
        (texts.none_title, texts.none_text)
    };
    let clear = (!plain)
        .then(|| view! { <a class="button" href=path data-noscroll="true">{texts.clear_filters}</a> });
    view! {
        <div class="card">
            <Empty icon=icon::CLOCK title=title.to_owned() text=text.to_owned() curl=None>
                {clear}
            </Empty>
        </div>
    }
}
