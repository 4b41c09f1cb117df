//! The page with the form: what is paid for, and the form itself.

use leptos::prelude::*;

use super::{
    context::Context,
    form::CheckoutForm,
    model::{Bill, Checkout, Deadline},
    waiting::WaitingCard,
};
use crate::{
    i18n::format::Amount,
    ui::mark::{Mark, letter},
};

/// On a phone one below the other, on a desktop side by side.
#[component]
pub(super) fn PayPage(context: Context, page: Checkout) -> impl IntoView {
    let Checkout { bill, waiting, form, .. } = page;
    let waiting = waiting.map(|waiting| view! { <WaitingCard context=context.clone() waiting /> });
    view! {
        <main class="pay" data-page="checkout">
            <BillView context bill />
            <div class="counter">
                {waiting}
                <CheckoutForm form />
            </div>
        </main>
    }
}

/// What is paid for.
#[component]
pub(super) fn BillView(context: Context, bill: Bill) -> impl IntoView {
    let texts = context.texts;
    let Bill { title, description, amount, reference, pay_before } = bill;
    let title = title.unwrap_or_else(|| context.fill(texts.payment_to, &[]));
    let name = context.merchant.name;
    view! {
        <section class="bill" aria-labelledby="what">
            <p class="who">
                <Mark letter=letter(&name) />
                <bdi>{name}</bdi>
            </p>
            <h1 id="what"><bdi>{title}</bdi></h1>
            <AmountView amount />
            {description.map(|text| view! { <p class="about"><bdi>{text}</bdi></p> })}
            <dl class="facts">
                <div>
                    <dt>{texts.reference}</dt>
                    <dd class="num">
                        <bdi>{reference}</bdi>
                    </dd>
                </div>
                {pay_before
                    .map(|deadline| {
                        view! {
                            <div>
                                <dt>{texts.pay_before}</dt>
                                <dd class="num">
                                    {deadline.text.clone()}<TimeLeft deadline text=texts.time_left />
                                </dd>
                            </div>
                        }
                    })}
            </dl>
        </section>
    }
}

/// The amount, the largest thing on the page.
#[component]
pub(super) fn AmountView(amount: Amount) -> impl IntoView {
    let Amount { number, unit, unit_first } = amount;
    let long = number.len() > 10;
    let unit = view! { <small>{unit}</small> };
    view! {
        <p class="amount num" class:long=long>
            <bdi>
                {if unit_first {
                    view! { {unit}"\u{a0}"{number} }.into_any()
                } else {
                    view! { {number}"\u{a0}"{unit} }.into_any()
                }}
            </bdi>
        </p>
    }
}

/// A place for the browser to count down in, when the moment is near.
#[component]
pub(super) fn TimeLeft(deadline: Deadline, text: &'static str) -> impl IntoView {
    deadline.seconds_left.map(
        |seconds| view! { <span class="time-left" data-seconds-left=seconds data-text=text hidden></span> },
    )
}
