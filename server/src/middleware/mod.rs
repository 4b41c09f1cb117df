//! What happens to every request around its handler.
//!
//! The cast, from the outside in: [`request_id`] gives it a name, [`trace`] logs it without personal data,
//! [`headers`] set what browsers must enforce, `failures` writes errors in the form the reader
//! understands, `origin` refuses what another site makes a browser send, [`rates`] refuse
//! who asks too often, `limits` bound size and time.

pub(crate) mod failures;
pub(crate) mod headers;
pub(crate) mod limits;
pub(crate) mod origin;
pub(crate) mod rates;
#[cfg(debug_assertions)]
mod reload;
pub(crate) mod request_id;
pub(crate) mod trace;

use axum::{Router, extract::DefaultBodyLimit, middleware::from_fn, middleware::from_fn_with_state};
use tower_http::{catch_panic::CatchPanicLayer, limit::RequestBodyLimitLayer};

use crate::Remit;

/// Surrounds our own pages and API. The sandbox bank has its own house rules.
pub(crate) fn around(routes: Router<Remit>, remit: &Remit) -> Router<Remit> {
    routes
        .layer(CatchPanicLayer::custom(limits::panicked))
        .layer(RequestBodyLimitLayer::new(limits::BODY))
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(limits::in_time))
        .layer(from_fn_with_state(remit.clone(), rates::limit))
        .layer(from_fn_with_state(remit.clone(), origin::check))
        .layer(from_fn_with_state(remit.clone(), failures::write))
        .layer(from_fn_with_state(remit.clone(), headers::set))
}

/// Surrounds everything that the listener answers.
pub(crate) fn around_all(routes: Router<Remit>, remit: &Remit) -> Router<Remit> {
    #[cfg(debug_assertions)]
    let routes = reload::around(routes);
    routes
        .layer(from_fn_with_state(remit.clone(), trace::log))
        .layer(from_fn_with_state(remit.clone(), request_id::name))
}
