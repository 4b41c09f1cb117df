//! Ids in paths: a text that cannot be an id names nothing.

use std::str::FromStr;

use axum::extract::{FromRequestParts, RawPathParams};
use http::request::Parts;

use crate::{Remit, problem::Problem};

/// The `{id}` of a path.
pub(crate) struct Id<I>(pub I);

impl<I: FromStr> FromRequestParts<Remit> for Id<I> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, remit: &Remit) -> Result<Self, Problem> {
        let not_found = || Problem::not_found("object");
        let params = RawPathParams::from_request_parts(parts, remit).await.map_err(|_| not_found())?;
        let id = params.iter().find(|(name, _)| *name == "id").and_then(|(_, text)| text.parse().ok());
        id.map(Self).ok_or_else(not_found)
    }
}
