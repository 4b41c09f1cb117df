//! The page of a form once more, with what was entered and what is wrong with it.

use app::{
    dashboard::{CustomerForm, shell},
    session::{asked_locale, viewer_locale},
};
use axum::{
    body::Body,
    response::{IntoResponse as _, Response},
};
use domain::Locale;
use http::{Method, Request, StatusCode, header, request::Parts};
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{ResponseOptions, render_app_async_with_context};

use crate::{Remit, session::SignedIn};

/// The language of who sent the form.
pub(super) fn locale(parts: &Parts) -> Locale {
    asked_locale(parts.uri.query()).unwrap_or_else(|| viewer_locale(&parts.headers))
}

/// Answers with the page at the form's own address.
pub(super) async fn again(
    remit: &Remit,
    signed_in: SignedIn,
    mut parts: Parts,
    form: CustomerForm,
) -> Response {
    parts.method = Method::GET;
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.extensions.insert(Some(signed_in.session));
    let remit = remit.clone();
    let context = move || {
        super::super::provide(&remit);
        provide_context(form.clone());
        if let Some(response) = use_context::<ResponseOptions>() {
            response.set_status(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let page = render_app_async_with_context(context, shell);
    page(Request::from_parts(parts, Body::empty())).await.into_response()
}
