//! `POST /developers/keys/created`, `/developers/keys/{id}/rotated` and `/developers/keys/{id}/revoke`

use app::dashboard::developers::{KEYS, KeyEntry, MadeKey, Once};
use axum::{
    Form,
    body::Bytes,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use domain::id::KeyId;
use engine::Error;
use http::request::Parts;
use serde::Deserialize;

use crate::{
    Remit,
    dashboard::{
        form::{Pairs, check},
        once,
    },
    path::Id,
    problem::Problem,
    session::SignedIn,
};

/// Makes a key, and shows its secret once; or the form again, with what is wrong.
pub(in crate::dashboard) async fn create(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    parts: Parts,
    body: Bytes,
) -> Result<Response, Problem> {
    let sent: Pairs = serde_urlencoded::from_bytes(&body).unwrap_or_default();
    check(&signed_in, &sent)?;
    let entry = KeyEntry::read(&sent);
    let once = match entry.complete() {
        Some((name, scopes)) => {
            let made = remit.engine.create_key(&signed_in.session.actor(), name.clone(), scopes).await?;
            Once::Key(MadeKey { name, secret: made.secret, old_ends: None })
        }
        None => Once::KeyEntry(entry),
    };
    Ok(once::page(&remit, signed_in, parts, once).await)
}

#[derive(Deserialize)]
pub(in crate::dashboard) struct Rotation {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    overlap: String,
}

/// Puts a new key in the place of another and shows its secret once. One that has a successor already is shown
/// in the list as it is.
pub(in crate::dashboard) async fn rotate(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Id(id): Id<KeyId>,
    parts: Parts,
    Form(sent): Form<Rotation>,
) -> Result<Response, Problem> {
    signed_in.check(&sent.csrf)?;
    let overlap = sent.overlap.parse().unwrap_or_default();
    let rotated = match remit.engine.rotate_key(&signed_in.session.actor(), id, overlap).await {
        Ok(rotated) => rotated,
        Err(Error::Conflict) => return Ok(Redirect::to(KEYS).into_response()),
        Err(error) => return Err(error.into()),
    };
    let (name, secret) = (rotated.name, rotated.key.secret);
    let made = MadeKey { name, secret, old_ends: Some(rotated.old_ends) };
    Ok(once::page(&remit, signed_in, parts, Once::Key(made)).await)
}

#[derive(Deserialize)]
pub(in crate::dashboard) struct Revocation {
    #[serde(default)]
    csrf: String,
}

/// Ends a key at once, and leads back to the list.
pub(in crate::dashboard) async fn revoke(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Id(id): Id<KeyId>,
    Form(sent): Form<Revocation>,
) -> Result<Redirect, Problem> {
    signed_in.check(&sent.csrf)?;
    remit.engine.revoke_key(&signed_in.session.actor(), id).await?;
    Ok(Redirect::to(KEYS))
}
