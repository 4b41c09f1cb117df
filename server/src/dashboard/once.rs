//! Answers a form with the dashboard's page at the form's own address, which shows something once: a secret is in
//! the body of this answer, and nowhere a browser or a proxy may keep it.

use app::dashboard::{developers::Once, shell};
use axum::{body::Body, extract::Request, response::Response};
use http::{Method, request::Parts};
use leptos::prelude::provide_context;
use leptos_axum::render_app_async_with_context;

use crate::{Remit, session::SignedIn};

/// The page, for whoever sent the form. Its token was checked: from here on only pages are read.
pub(super) async fn page(remit: &Remit, signed_in: SignedIn, mut parts: Parts, once: Once) -> Response {
    parts.method = Method::GET;
    parts.extensions.insert(Some(signed_in.session));
    let remit = remit.clone();
    let context = move || {
        super::provide(&remit);
        provide_context(once.clone());
    };
    render_app_async_with_context(context, shell)(Request::from_parts(parts, Body::empty())).await
}
