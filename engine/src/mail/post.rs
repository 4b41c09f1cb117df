//! The outbox: where a letter waits from the transaction that caused it until it is sent.

use domain::{Locale, id::AccountId};
use uuid::Uuid;

use super::Letter;
use crate::{Maker, Result, store, store::db::Tx};

/// A letter about to be posted.
pub(crate) struct Outgoing {
    pub account: AccountId,
    pub to: String,
    pub locale: Locale,
    pub letter: Letter,
}

/// Writes a letter to the outbox, in the caller's transaction. Only where mail is configured: nobody would ever send it.
pub(crate) async fn post(tx: &mut Tx, make: &Maker, outgoing: Outgoing) -> Result<Uuid> {
    let id = make.uuid();
    store::mails::insert(tx, id, &outgoing, make.now()).await?;
    Ok(id)
}
