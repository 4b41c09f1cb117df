//! `/api/v1/account`

mod view;

use axum::{Router, routing::get};
use domain::id::AccountId;
use engine::accounts::Account;
use secrecy::{ExposeSecret as _, SecretSlice};
use serde::Serialize;

use crate::Remit;

pub(super) fn routes() -> Router<Remit> {
    Router::new().route("/", get(view::view))
}

/// The key's account as the API shows it.
#[derive(Serialize)]
struct Shown {
    id: AccountId,
    object: &'static str,
    name: String,
    time_zone: String,
    /// 32 bytes in lower-case hex: the key of the signatures on the way back to the merchant's pages.
    return_secret: String,
}

fn show(account: Account, return_secret: &SecretSlice<u8>) -> Shown {
    Shown {
        id: account.id,
        object: "account",
        name: account.name.to_string(),
        time_zone: account.time_zone,
        return_secret: return_secret.expose_secret().iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}
