//! Above the usages of a link: how many there are, what narrows them, and the export. A plain form and plain
//! links, as above the list of links.

use domain::payment::PaymentStatus;
use leptos::prelude::*;

use super::{
    super::query::ListQuery,
    Total,
    narrow::{Dates, Kept, Pick},
};
use crate::{
    dashboard::words::Words,
    i18n::{dashboard, fill},
    ui::icon::{self, Icon},
};

/// What there is to narrow by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageNarrow {
    pub total: Total,
    /// First and last day: today, 7 days, 30 days, this month.
    pub presets: [(&'static str, &'static str); 4],
    /// The query with each day as a control shows it.
    pub days: ListQuery,
    /// `Asia/Dubai (UTC+4)`.
    pub zone: String,
    /// Where the list is.
    pub path: String,
}

/// Where the list begins on the page of its link.
const PLACE: &str = "#usages-title";

/// The count, the filters and the export.
#[component]
pub fn UsageNarrowView(narrow: UsageNarrow, query: ListQuery) -> impl IntoView {
    let locale = Words::get().locale;
    let (texts, shared) = (dashboard::usages(locale), dashboard::lists(locale));
    let total = narrow.total.said(texts.total_one, texts.total_many);
    let export = query.with_more(&[]).href(&format!("{}/usages.csv", narrow.path), &[]);
    let open = !query.more.is_empty();
    view! {
        <div class="narrow">
            <details class="narrow-details" open=open>
                <summary class="button small">
                    <Icon path=icon::DOWN />
                    {texts.filter}
                </summary>
                <Form narrow query />
            </details>
            <p class="narrow-total num">{total}</p>
            <a class="button small" href=export rel="external" download="usages.csv">{shared.export_csv}</a>
        </div>
    }
}

#[component]
fn Form(narrow: UsageNarrow, query: ListQuery) -> impl IntoView {
    let locale = Words::get().locale;
    let (texts, shared) = (dashboard::usages(locale), dashboard::lists(locale));
    let UsageNarrow { presets: ranges, days, zone, path, .. } = narrow;
    let cleared = ListQuery { more: String::new(), ..query.with_more(&[]) }.href(&path, &[]);
    let statuses = PaymentStatus::ALL
        .map(|status| (status.as_str().to_ascii_lowercase(), dashboard::payment_status(locale, status)));
    let payments = [("", texts.any_payment), ("none", texts.no_payment)]
        .map(|(value, text)| (value.to_owned(), text))
        .into_iter()
        .chain(statuses)
        .map(|(value, text)| (value, text.to_owned()));
    let presets = [shared.today, shared.last_7_days, shared.last_30_days, shared.this_month];
    let presets = presets.into_iter().zip(ranges).map(|(text, (first, last))| {
        let target = query.with_more(&[("started_from", first), ("started_to", last)]);
        let current = (target.more == query.more).then_some("true");
        view! { <a class="chip" href=target.href(&path, &[]) data-noscroll="true" aria-current=current>{text}</a> }
    });
    let presets: Vec<_> = presets.collect();
    view! {
        <form class="narrow-form" method="get" action=format!("{path}{PLACE}")>
            <Kept name="status" value=query.status.clone() />
            <Kept name="q" value=query.q.clone() />
            <Pick name="payment" label=texts.payment_status choices=payments.collect() query=query.clone() />
            <Dates names=("started_from", "started_to") labels=(texts.started_from, texts.started_to) query=days />
            <div class="narrow-wide narrow-presets">
                <span class="faint">{texts.started}</span>
                {presets}
            </div>
            <p class="narrow-wide faint">{fill(shared.zone_note, &[("zone", &zone)])}</p>
            <p class="narrow-wide narrow-moves">
                <button class="button main small" type="submit">{shared.apply}</button>
                <a class="button small" href=cleared data-noscroll="true">{shared.clear}</a>
            </p>
        </form>
    }
}
