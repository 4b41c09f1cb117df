//! The page with the form as a customer will see it, for the dashboard: made of the same components, kept
//! current while the merchant writes. Nothing in it can be used.

use domain::Locale;
use leptos::prelude::*;

use super::{
    context::Context,
    form::CheckoutForm,
    model::{Bill, Form, Merchant},
    pay::BillView,
};
use crate::{i18n::checkout, ui::banner::TestBanner};

/// The page in a language, without the document around it.
#[component]
pub fn Preview(
    locale: Locale,
    test_mode: bool,
    merchant: Merchant,
    #[prop(into)] bill: Signal<Bill>,
    #[prop(into)] form: Signal<Form>,
) -> impl IntoView {
    let texts = checkout::pages(locale);
    let context = Context { texts, merchant };
    view! {
        <div class="checkout" lang=locale.tag() dir=locale.direction() inert>
            {test_mode.then(|| view! { <TestBanner text=texts.test_mode /> })}
            <div class="pay">
                {move || view! { <BillView context=context.clone() bill=bill.get() /> }}
                <div class="counter">{move || view! { <CheckoutForm form=form.get() /> }}</div>
            </div>
        </div>
    }
}
