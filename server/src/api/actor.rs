//! Who calls: the API key of the `Authorization` header.

use axum::extract::FromRequestParts;
use domain::access::{Actor, Who};
use engine::Error;
use http::{HeaderMap, StatusCode, header, request::Parts};

use crate::{Remit, middleware::rates::Counter, problem::Problem};

/// The actor behind a valid key.
pub(crate) struct Caller(pub Actor);

impl FromRequestParts<Remit> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, remit: &Remit) -> Result<Self, Problem> {
        let counter = parts.extensions.get::<Counter>().cloned().unwrap_or_default();
        let actor = match authenticate(&parts.headers, remit).await {
            Err(problem) if problem.status() == StatusCode::UNAUTHORIZED => {
                counter.unknown(remit)?;
                return Err(problem);
            }
            authenticated => authenticated?,
        };
        if let Who::Key { id, .. } = &actor.who {
            counter.key(remit, *id)?;
        }
        Ok(Self(actor))
    }
}

async fn authenticate(headers: &HeaderMap, remit: &Remit) -> Result<Actor, Problem> {
    let header = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let Some(header) = header else {
        return Err(Problem::new("unauthenticated", "Send the header `Authorization: Bearer rk_test_…`."));
    };
    let key = header.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let Some((_, key)) = key else {
        return Err(Problem::new("unauthenticated", "The header starts with `Bearer`, then the key."));
    };
    remit.engine.authenticate_key(key.trim()).await.map_err(|error| match error {
        Error::Unauthenticated => {
            Problem::new("unauthenticated", "This server has no such key, or it was revoked or replaced.")
        }
        error => error.into(),
    })
}
