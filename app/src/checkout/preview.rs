//! The page with the form as a customer will see it, for the dashboard: made of the same components.
//! Nothing in it can be used.

use domain::Locale;
use leptos::prelude::*;

use super::{
    context::Context,
    form::CheckoutForm,
    model::{Checkout, Merchant},
    pay::BillView,
};
use crate::{i18n::checkout, ui::banner::TestBanner};

/// The page in a language, without the document around it.
#[component]
pub fn Preview(locale: Locale, test_mode: bool, merchant: Merchant, page: Checkout) -> impl IntoView {
    let texts = checkout::pages(locale);
    let context = Context { texts, merchant };
    let Checkout { bill, form, .. } = page;
    view! {
        <div class="checkout" lang=locale.tag() dir=locale.direction() inert>
            {test_mode.then(|| view! { <TestBanner text=texts.test_mode /> })}
            <div class="pay">
                <BillView context bill />
                <div class="counter">
                    <CheckoutForm form />
                </div>
            </div>
        </div>
    }
}
