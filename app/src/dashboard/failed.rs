//! What stands where a page or a part of it could not be made: what happened and what to do.

use leptos::prelude::*;
use leptos_meta::Title;

use super::{HOME, words::Words};
use crate::{
    error::AppError,
    i18n::dashboard,
    ui::icon::{self, Icon},
};

/// An error in a page's place. Whoever is no longer signed in is sent to sign in.
#[component]
pub fn Failed(error: AppError) -> impl IntoView {
    let words = Words::get();
    if error.is(AppError::UNAUTHENTICATED) {
        Effect::new(sign_in_again);
    }
    let (title, text) = dashboard::error(words.locale, &error.code);
    let way = if error.passes() || error.is("too_many_requests") {
        // By the browser: the same address would ask the router for nothing.
        view! { <a class="button" rel="external" href="">{words.shared.try_again}</a> }.into_any()
    } else {
        view! { <a class="button" href=HOME>{words.links.all_links}</a> }.into_any()
    };
    view! {
        <section class="empty failed" role="alert">
            <span class="empty-icon"><Icon path=icon::WARNING /></span>
            <h2>{title}</h2>
            <p class="quiet">{text}</p>
            <p>{way}</p>
        </section>
    }
}

/// An address with nothing behind it.
#[component]
pub fn NoSuchPage() -> impl IntoView {
    let words = Words::get();
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    let (title, text) = dashboard::error(words.locale, AppError::NOT_FOUND);
    view! {
        <Title text=title />
        <div class="alone empty">
            <span class="empty-icon"><Icon path=icon::QUESTION /></span>
            <h1>{title}</h1>
            <p class="quiet">{text}</p>
            <p><a class="button" href=HOME>{words.links.all_links}</a></p>
        </div>
    }
}

/// Leads to the sign-in page and back here afterwards.
fn sign_in_again() {
    let location = window().location();
    let (path, query) = (location.pathname().unwrap_or_default(), location.search().unwrap_or_default());
    let next: String = js_sys::encode_uri_component(&format!("{path}{query}")).into();
    let _ = location.set_href(&format!("/login?next={next}"));
}
