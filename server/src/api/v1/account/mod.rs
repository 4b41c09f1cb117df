//! `/api/v1/account`

mod edit;
mod view;

use domain::{Locale, Tone, id::AccountId};
use engine::{accounts::Account, mail::Notices};
use schemars::JsonSchema;
use secrecy::{ExposeSecret as _, SecretSlice};
use serde::Serialize;

use crate::routes::{Routes, get};

pub(super) fn routes() -> Routes {
    Routes::new().route("/", get(view::view).patch(edit::edit))
}

/// The key's account as the API shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Account")]
pub(in crate::api) struct Shown {
    id: AccountId,
    #[schemars(extend("const" = "account"))]
    object: &'static str,
    /// Who is paid, as customers read it.
    name: String,
    /// An IANA name: how the account's people see times.
    time_zone: String,
    /// How a customer reaches the merchant: on every page of a link, and where answers to receipts go.
    contact_email: Option<String>,
    contact_phone: Option<String>,
    /// The colour of the pages that customers see; each reads well in both themes.
    accent: Tone,
    /// 32 bytes in lower-case hex: the key of the signatures on the way back to the merchant's pages.
    return_secret: String,
    notices: ShownNotices,
}

/// What the account's owners and admins are told of by mail, where this server sends any.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AccountNotices")]
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
        contact_email: account.contact_email.clone(),
        contact_phone: account.contact_phone.clone(),
        accent: account.accent,
        return_secret: return_secret.expose_secret().iter().map(|byte| format!("{byte:02x}")).collect(),
        notices: ShownNotices {
            payments: notices.payments,
            trouble: notices.trouble,
            language: notices.locale,
        },
    }
}
