//! How a payment ended, or that it has not yet.

use leptos::prelude::*;

use super::{
    end::{Contacts, End},
    full::Watching,
    model::{Ending, Outcome, Receipt},
    page::Context,
    pay::TimeLeft,
    waiting::{WaysOn, held},
};
use crate::{
    i18n::{checkout::PageTexts, fill},
    ui::{
        button::ButtonLink,
        icon,
        rows::{Row, Rows},
        seal::Meaning,
    },
};

pub(super) fn title(texts: &'static PageTexts, outcome: &Outcome) -> String {
    match &outcome.ending {
        Ending::Paid { .. } => fill(texts.done_title, &[("amount", &outcome.amount)]),
        Ending::Waiting(waiting) => fill(texts.waiting_title, &[("bank", &waiting.bank)]),
        Ending::Checking { .. } => texts.checking_title.to_owned(),
        Ending::Failed { .. } => texts.failed_title.to_owned(),
        Ending::Expired { .. } => texts.late_title.to_owned(),
        Ending::Held => texts.held_title.to_owned(),
        Ending::Reversed => texts.reversed_title.to_owned(),
    }
}

fn sentence(context: &Context, outcome: &Outcome) -> String {
    let texts = context.texts;
    let again = |try_again: &Option<String>| {
        if try_again.is_some() {
            texts.failed_again.to_owned()
        } else {
            context.fill(texts.failed_closed, &[])
        }
    };
    match &outcome.ending {
        Ending::Paid { settled: true } => {
            format!("{} {}", context.fill(texts.done_settled, &[]), texts.done_keep)
        }
        Ending::Paid { settled: false } => {
            format!("{} {}", context.fill(texts.done_accepted, &[]), texts.done_keep)
        }
        Ending::Waiting(waiting) => held(context, waiting),
        Ending::Checking { long: false } => texts.checking_text.to_owned(),
        Ending::Checking { long: true } => texts.checking_long.to_owned(),
        Ending::Failed { reason, try_again } => {
            format!("{reason} {} {}", texts.nothing_paid, again(try_again))
        }
        Ending::Expired { try_again } => {
            format!("{} {} {}", texts.late_text, texts.nothing_paid, again(try_again))
        }
        Ending::Held => texts.held_text.to_owned(),
        Ending::Reversed => context.fill(texts.reversed_text, &[("amount", &outcome.amount)]),
    }
}

const fn seal(ending: &Ending) -> (Meaning, &'static str) {
    match ending {
        Ending::Paid { .. } => (Meaning::Good, icon::CHECK),
        Ending::Waiting(_) | Ending::Checking { .. } => (Meaning::Wait, icon::HOURGLASS),
        Ending::Failed { .. } => (Meaning::Bad, icon::CROSS),
        Ending::Expired { .. } => (Meaning::Off, icon::CLOCK),
        Ending::Held => (Meaning::Wait, icon::PAUSE),
        Ending::Reversed => (Meaning::Bad, icon::RETURN),
    }
}

/// The result page.
#[component]
pub(super) fn ResultPage(context: Context, outcome: Outcome) -> impl IntoView {
    let watch = outcome.ending.may_change().then(|| outcome.status_url.clone());
    let usage_status = outcome.usage_status.as_str();
    let payment_status = outcome.payment_status.map_or("", domain::payment::PaymentStatus::as_str);
    let long = matches!(outcome.ending, Ending::Checking { long: true }).then_some("true");
    view! {
        <main
            class="end"
            data-page="result"
            data-usage-status=usage_status
            data-payment-status=payment_status
            data-long=long
            data-watch=watch
        >
            <ResultView context outcome />
        </main>
    }
}

/// What stands on it.
#[component]
pub(super) fn ResultView(context: Context, outcome: Outcome) -> impl IntoView {
    let texts = context.texts;
    let (title, text) = (title(texts, &outcome), sentence(&context, &outcome));
    let (meaning, icon) = seal(&outcome.ending);
    let name = context.merchant.name.clone();
    let waiting = outcome.ending.may_change();
    let until = match &outcome.ending {
        Ending::Waiting(waiting) => Some(waiting.until.clone()),
        _ => None,
    };
    let time_left =
        until.map(|deadline| view! { <p class="num"><TimeLeft deadline text=texts.time_left /></p> });
    view! {
        <End name=name.clone() meaning icon title text>
            {time_left}
            {waiting.then(|| view! { <Watching texts /> })}
            <Rows rows=rows(texts, name, &outcome) />
            <NextStep context outcome />
        </End>
    }
}

fn rows(texts: &'static PageTexts, merchant: String, outcome: &Outcome) -> Vec<Row> {
    let Receipt { title, reference, bank, date, payment_id } = outcome.receipt.clone();
    // The heading of a paid page names the amount already; others say what it is about.
    let paid = matches!(outcome.ending, Ending::Paid { .. });
    let rows = [
        (!paid).then(|| Row::new(texts.row_amount, outcome.amount.clone())),
        Some(Row::new(texts.row_to, merchant)),
        title.map(|title| Row::new(texts.row_for, title)),
        Some(Row::new(texts.row_reference, reference)),
        bank.map(|bank| Row::new(texts.row_bank, bank)),
        date.map(|date| Row::new(texts.row_date, date)),
        payment_id.map(|id| Row::code(texts.row_payment_id, id)),
    ];
    rows.into_iter().flatten().collect()
}

/// What the customer can do now: try again, go back to the merchant, ask them, or close the page.
#[component]
fn NextStep(context: Context, outcome: Outcome) -> impl IntoView {
    let texts = context.texts;
    let Outcome { ending, redirect_url, receipt_url, .. } = outcome;
    if let Ending::Waiting(waiting) = ending {
        return view! { <WaysOn context waiting /> }.into_any();
    }
    let close = match ending {
        Ending::Paid { .. } => texts.done_close,
        Ending::Checking { long: true } => texts.checking_long_keep,
        _ => texts.checking_keep,
    };
    let reversed = matches!(ending, Ending::Reversed);
    let (again, failed) = match ending {
        Ending::Failed { try_again, .. } | Ending::Expired { try_again } => (try_again, true),
        _ => (None, false),
    };
    let stuck = reversed || (failed && again.is_none());
    let back = redirect_url.map(|href| (href, context.fill(texts.back_to, &[])));
    let closes = back.is_none() && again.is_none() && !stuck;
    let second = again.is_some();
    view! {
        <div class="steps">
            {again.map(|href| view! { <ButtonLink href label=texts.try_again.to_owned() /> })}
            {back.map(|(href, label)| view! { <ButtonLink href label quiet=second rel=Some("noopener") /> })}
            {stuck.then(|| view! { <Contacts context /> })}
            {receipt_url.map(|href| view! { <ButtonLink href label=texts.done_receipt.to_owned() quiet=true /> })}
            {closes.then(|| view! { <p class="quiet">{close}</p> })}
        </div>
    }
    .into_any()
}
