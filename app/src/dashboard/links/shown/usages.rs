//! The usages of a link.

use leptos::prelude::*;

use super::{
    super::{ALL, query::ListQuery},
    Listed, UsageRow,
    statuses::{PaymentBadge, UsageBadge},
};
use crate::{
    dashboard::words::Words,
    i18n::dashboard,
    ui::{empty::Empty, icon, pager::Pager},
};

/// One page of usages.
#[component]
pub fn UsageList(page: Listed<UsageRow>, link: String, query: ListQuery) -> impl IntoView {
    let words = Words::get();
    let texts = dashboard::views(words.locale);
    let path = format!("{ALL}/{link}");
    let Listed { rows, newer, older } = page;
    if rows.is_empty() {
        let (title, text) = if query.is_plain() {
            (texts.no_usages_title, texts.no_usages_text)
        } else {
            (texts.none_title, texts.none_text)
        };
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
        view! { <Row row href /> }
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
fn Row(row: UsageRow, href: String) -> impl IntoView {
    let texts = dashboard::views(Words::get().locale);
    let UsageRow { id, started, customer, status, payment, amount } = row;
    let short = format!("{}…{}", &id[..7.min(id.len())], &id[id.len().saturating_sub(4)..]);
    let mut values = customer.into_iter();
    let (first, second) = (values.next().unwrap_or_else(|| "–".to_owned()), values.next());
    view! {
        <tr data-key=id.clone() data-usage=id>
            <td class="first">
                <a class="whole-row" href=href data-noscroll="true">
                    <time class="row-name num" datetime=started.iso title=started.relative>{started.at}</time>
                    <span class="row-under"><span class="code" title=id.clone()><bdi>{short}</bdi></span></span>
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
