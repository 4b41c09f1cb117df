//! The REST API: parse, get the actor, call one operation of the engine, show the result.
//!
//! The cast: [`actor`] reads the key, [`body`] and [`fields`] read JSON strictly and collect everything
//! that is wrong, [`once`] gives a request with an idempotency key one effect, [`query`] reads lists' parameters, [`show`] has what all objects share; [`v1`] holds one
//! handler a file. [`reference`] describes all of it to tests, [`described`] is that description as the server carries it.

mod actor;
mod body;
pub(crate) mod described;
mod fields;
mod once;
mod query;
pub(crate) mod reference;
pub(crate) mod show;
mod v1;

use axum::{Router, middleware::from_fn};
use http::Method;

use crate::{Remit, middleware::failures, routes::Routes};

/// Everything below `/api`.
pub(crate) fn routes() -> Router<Remit> {
    Router::new()
        .nest("/v1", v1::routes().into_router())
        .fallback(failures::no_route)
        .method_not_allowed_fallback(failures::no_method)
        .layer(from_fn(once::note))
}

/// The routes of version 1, below `/api`, for the tests that hold its description to them.
pub(crate) fn listed() -> Vec<(Method, String)> {
    Routes::new().nest("/v1", v1::routes()).into_list()
}
