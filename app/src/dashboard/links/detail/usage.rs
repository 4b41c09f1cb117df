//! The drawer of one usage: what the customer entered, how it went, and every id. The address holds which
//! usage is open.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::super::{
    ALL, actions,
    model::{Entered, PaymentDetail, Step, UsageDetail},
    query::ListQuery,
    statuses::{PaymentBadge, UsageBadge},
};
use crate::{
    dashboard::{failed::Failed, words::Words},
    ui::{copy::Copy, drawer::Drawer},
};

/// Open while the address has `?usage=`.
#[component]
pub fn UsageDrawer(link: Memo<String>) -> impl IntoView {
    let words = Words::get();
    let params = use_query_map();
    let open = Memo::new(move |_| params.with(|params| params.get("usage").filter(|id| !id.is_empty())));
    let usage = Resource::new(move || open.get(), actions::usage);
    let back = move || link.with(|id| params.with(|params| ListQuery::read(params).href(&format!("{ALL}/{id}"), &[])));
    let navigate = StoredValue::new_local(use_navigate());
    let on_close = Callback::new(move |()| {
        let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
        navigate.with_value(|navigate| navigate(&untrack(back), options));
    });
    let content = move || Suspend::new(async move {
        match usage.await {
            Ok(Some(detail)) => view! { <Detail detail /> }.into_any(),
            Ok(None) => ().into_any(),
            Err(error) => view! { <Failed error /> }.into_any(),
        }
    });
    // From one usage to the next the drawer stays where it is.
    let shown = Memo::new(move |_| open.with(Option::is_some));
    move || {
        shown.get().then(|| {
            view! {
                <Drawer label=words.links.usage close=words.shared.close back=back() on_close>
                    <Transition fallback=|| view! { <div class="skeleton tall" aria-hidden="true"></div> }>{content}</Transition>
                </Drawer>
            }
        })
    }
}

#[component]
fn Detail(detail: UsageDetail) -> impl IntoView {
    let words = Words::get();
    let texts = words.links;
    let UsageDetail { id, status, amount, bank, entered, failure, payment, customer_id, timeline, page_url } = detail;
    let payment_id = payment.as_ref().map(|payment| payment.id.clone());
    let copied = |name: &'static str, id: String| view! { <div><dt>{name}</dt><dd><Copy value=id words=words.copy() /></dd></div> };
    view! {
        <div class="drawer-head">
            <h2>{texts.usage}</h2>
            <UsageBadge status />
        </div>
        {failure.map(|reason| view! { <p class="reason">{reason}</p> })}
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
                {customer_id.map(|id| copied(texts.column_customer, id))}
            </dl>
        </section>
        <p><a class="quiet-link" href=page_url target="_blank" rel="noopener">{texts.result_page}</a></p>
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
fn PaymentRows(#[prop(optional_no_strip)] payment: Option<PaymentDetail>, amount: String, bank: String) -> impl IntoView {
    let texts = Words::get().links;
    let row = |name: &'static str, value: String| view! { <div><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div> };
    let rest = payment.map(|payment| {
        let PaymentDetail { status, bank_payment_id, bank_says, paid_to, reference, .. } = payment;
        view! {
            <div><dt>{texts.column_status}</dt><dd><PaymentBadge status /></dd></div>
            {row(texts.reference, reference)}
            {row(texts.paid_to, paid_to)}
            {bank_payment_id.map(|id| row(texts.bank_payment_id, id))}
            {bank_says.map(|says| row(texts.bank_says, says))}
        }
    });
    let none = rest.is_none().then(|| view! { <div><dt>{texts.column_status}</dt><dd class="faint">{texts.no_payment}</dd></div> });
    view! {
        <dl class="named">
            {row(texts.amount, amount)}
            {row(texts.bank, bank)}
            {rest}
            {none}
        </dl>
    }
}

#[component]
fn Timeline(steps: Vec<Step>) -> impl IntoView {
    let step = |step: Step| {
        let Step { text, day, time, iso } = step;
        view! {
            <li>
                <span>{text}</span>
                <time class="faint num" datetime=iso>{day}", "{time}</time>
            </li>
        }
    };
    view! { <ol class="timeline">{steps.into_iter().map(step).collect_view()}</ol> }
}
