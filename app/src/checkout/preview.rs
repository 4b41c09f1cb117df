//! A page as a customer will see it, for the dashboard: made of the same components. Nothing in it can be used.

use domain::Locale;
use leptos::prelude::*;

use super::{
    context::Context,
    form::CheckoutForm,
    full::FullView,
    model::{Body, Checkout, Merchant},
    page::{Footer, help},
    pay::BillView,
    result::ResultView,
};
use crate::{i18n::checkout, ui::banner::TestBanner};

/// The page in a language, without the document around it. Of the pages only those that a merchant is shown
/// before a link exists have something to show.
#[component]
pub fn Preview(locale: Locale, test_mode: bool, merchant: Merchant, body: Body) -> impl IntoView {
    let texts = checkout::pages(locale);
    let (help, tone) = (help(&merchant), merchant.tone);
    let context = Context { texts, merchant };
    view! {
        <div class="checkout" lang=locale.tag() dir=locale.direction() data-tone=tone.as_str() inert>
            {test_mode.then(|| view! { <TestBanner text=texts.test_mode /> })}
            {content(context, body)}
            <Footer path=String::new() locale texts help />
        </div>
    }
}

fn content(context: Context, body: Body) -> AnyView {
    match body {
        Body::Checkout(page) => {
            let Checkout { bill, form, .. } = *page;
            view! {
                <div class="pay">
                    <BillView context bill />
                    <div class="counter">
                        <CheckoutForm form />
                    </div>
                </div>
            }
            .into_any()
        }
        Body::Full(full) => view! { <div class="end"><FullView context full /></div> }.into_any(),
        Body::Result(outcome) => {
            view! { <div class="end"><ResultView context outcome=*outcome /></div> }.into_any()
        }
        _ => ().into_any(),
    }
}
