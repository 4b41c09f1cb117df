//! `/api/v1/account`

mod edit;
mod view;

use axum::{Router, routing::get};
use domain::{Locale, access::Actor, id::AccountId};
use secrecy::ExposeSecret as _;
use serde::Serialize;

use crate::{
    Remit,
    api::show::{Reply, ok},
};

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

/// The account as it stands.
async fn reply(remit: &Remit, actor: &Actor) -> Reply {
    let (account, return_secret) = remit.engine.own_account(actor).await?;
    let notices = remit.engine.notices(actor).await?;
    Ok(ok(Shown {
        id: account.id,
        object: "account",
        name: account.name.to_string(),
        time_zone: account.time_zone,
        return_secret: return_secret.expose_secret().iter().map(|byte| format!("{byte:02x}")).collect(),
        notices: ShownNotices {
            payments: notices.payments,
            trouble: notices.trouble,
            language: notices.locale,
        },
    }))
}
