//! `/api/v1/account`

mod edit;
mod view;

use axum::{Router, routing::get};
use domain::{Locale, id::AccountId};
use engine::{accounts::Account, mail::Notices};
use secrecy::{ExposeSecret as _, SecretSlice};
use serde::Serialize;

use crate::Remit;

pub(super) fn routes() -> Router<Remit> {
    Router::new().route("/", get(view::view).patch(edit::edit))
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
    notices: ShownNotices,
}

/// What the account's owners and admins are told of by mail, where this server sends any.
#[derive(Serialize)]
struct ShownNotices {
    payments: bool,
    trouble: bool,
    language: Locale,
}

/// An account, with what is kept apart from it.
fn show(account: &Account, return_secret: &SecretSlice<u8>, notices: Notices) -> Shown {
    Shown {
        id: account.id,
        object: "account",
        name: account.name.to_string(),
        time_zone: account.time_zone.clone(),
        return_secret: return_secret.expose_secret().iter().map(|byte| format!("{byte:02x}")).collect(),
        notices: ShownNotices {
            payments: notices.payments,
            trouble: notices.trouble,
            language: notices.locale,
        },
    }
}
