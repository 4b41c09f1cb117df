//! Whom the link turned away of late, and why: folded away until somebody asks.

use leptos::prelude::*;

use super::super::TurnedRow;
use crate::{dashboard::words::Words, i18n::dashboard};

#[component]
pub fn TurnedAwayLog(rows: Vec<TurnedRow>) -> impl IntoView {
    let texts = dashboard::usages(Words::get().locale);
    let latest = match rows.first() {
        Some(row) => format!("{} · {}", row.why, row.at),
        None => texts.turned_none.to_owned(),
    };
    let row = |TurnedRow { why, did, times, at, iso }| {
        let did = times.map_or_else(|| did.to_owned(), |times| format!("{did} · {times}"));
        view! {
            <li>
                <span>{why}<small class="faint">{did}</small></span>
                <time class="faint num" datetime=iso>{at}</time>
            </li>
        }
    };
    view! {
        <details class="card activity turned">
            <summary>
                <h2>{texts.turned_away}</h2>
                <span class="faint">{latest}</span>
            </summary>
            <div class="turned-body">
                <ol class="timeline">{rows.into_iter().map(row).collect_view()}</ol>
                <p class="faint">{texts.turned_note}</p>
            </div>
        </details>
    }
}
