//! The REST API: parse, get the actor, call one operation of the engine, show the result.
//!
//! The cast: [`actor`] reads the key, [`body`] and [`fields`] read JSON strictly and collect everything
//! that is wrong, [`once`] gives a request with an idempotency key one effect, [`query`] reads lists' parameters, [`show`] has what all objects share; [`v1`] holds one
//! handler a file.

mod actor;
mod body;
mod fields;
mod once;
mod query;
pub(crate) mod show;
mod v1;

use axum::{Router, middleware::from_fn};

use crate::{Remit, middleware::failures};

/// Everything below `/api`.
pub(crate) fn routes() -> Router<Remit> {
    Router::new()
        .nest("/v1", v1::routes())
        .fallback(failures::no_route)
        .method_not_allowed_fallback(failures::no_method)
        .layer(from_fn(once::note))
}
