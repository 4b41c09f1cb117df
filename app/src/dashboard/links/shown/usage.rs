//! One usage: what the customer entered, how it went, and every id.

use domain::usage::UsageState;
use leptos::prelude::*;

use super::{
    Entered, PaymentDetail, Step, UsageDetail, Why,
    statuses::{PaymentBadge, UsageBadge},
};
use crate::{
    dashboard::words::Words,
    i18n::{dashboard, link_page},
    ui::copy::Copy,
};

/// What the drawer shows.
#[component]
pub fn UsageView(detail: UsageDetail) -> impl IntoView {
    let words = Words::get();
    let texts = dashboard::views(words.locale);
    let UsageDetail {
        id,
        link_id,
        state,
        amount,
        bank,
        entered,
        why,
        payment,
        customer_id,
        timeline,
        page_url,
    } = detail;
    let payment_id = payment.as_ref().map(|payment| payment.id.clone());
    let bank_payment_id = payment.as_ref().and_then(|payment| payment.bank_payment_id.clone());
    let copied = |name: &'static str, id: String| view! { <div><dt>{name}</dt><dd><Copy value=id label=words.shared.copy /></dd></div> };
    view! {
        <div class="drawer-head">
            <h2>{texts.usage}</h2>
            <UsageBadge state />
        </div>
        {why.map(|why| view! { <WhyView why failed=matches!(state, UsageState::Failed | UsageState::Reversed) /> })}
        <section>
            <h3>{texts.entered}</h3>
            <dl class="named">{entered.into_iter().map(|entered| view! { <EnteredRow entered /> }).collect_view()}</dl>
        </section>
        <section>
            <h3>{texts.payment}</h3>
            <PaymentRows payment amount bank />
        </section>
        <section>
            <h3>{texts.timeline}</h3>
            <Timeline steps=timeline />
        </section>
        <section>
            <h3>{texts.ids}</h3>
            <dl class="named">
                {copied(texts.usage, id)}
                {payment_id.map(|id| copied(texts.payment, id))}
                {bank_payment_id.map(|id| copied(texts.bank_payment_id, id))}
                {copied(texts.column_link, link_id)}
                {customer_id.map(|id| copied(texts.column_customer, id))}
            </dl>
        </section>
        <p><a class="quiet-link" href=page_url target="_blank" rel="noopener">{texts.result_page}</a></p>
    }
}

/// Why nothing was paid, and what to do now.
#[component]
fn WhyView(why: Why, failed: bool) -> impl IntoView {
    let texts = link_page::texts(Words::get().locale);
    view! {
        <section class="why" class:failed=failed>
            <h3>{texts.why}</h3>
            <p class="reason">{why.reason}</p>
            <p>{why.advice}</p>
        </section>
    }
}

#[component]
fn EnteredRow(entered: Entered) -> impl IntoView {
    let Entered { label, value, phone } = entered;
    view! {
        <div>
            <dt><bdi>{label}</bdi></dt>
            <dd class:num=phone dir=if phone { "ltr" } else { "auto" }>
                {value.unwrap_or_else(|| "–".to_owned())}
            </dd>
        </div>
    }
}

#[component]
fn PaymentRows(
    #[prop(optional_no_strip)] payment: Option<PaymentDetail>,
    amount: String,
    bank: String,
) -> impl IntoView {
    let texts = dashboard::views(Words::get().locale);
    let row =
        |name: &'static str, value: String| view! { <div><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div> };
    let rest = payment.map(|payment| {
        let PaymentDetail { status, bank_says, paid_to, reference, .. } = payment;
        view! {
            <div><dt>{texts.column_status}</dt><dd><PaymentBadge status /></dd></div>
            {row(texts.reference, reference)}
            {row(texts.paid_to, paid_to)}
            {bank_says.map(|says| row(texts.bank_says, says))}
        }
    });
    let none = rest.is_none().then(
        || view! { <div><dt>{texts.column_status}</dt><dd class="faint">{texts.no_payment}</dd></div> },
    );
    view! {
        <dl class="named">
            {row(texts.amount, amount)}
            {row(texts.bank, bank)}
            {rest}
            {none}
        </dl>
    }
}

/// Steps, newest first.
#[component]
pub fn Timeline(steps: Vec<Step>) -> impl IntoView {
    let step = |step: Step| {
        let Step { text, at, iso } = step;
        view! {
            <li>
                <span>{text}</span>
                <time class="faint num" datetime=iso>{at}</time>
            </li>
        }
    };
    view! { <ol class="timeline">{steps.into_iter().map(step).collect_view()}</ol> }
}
