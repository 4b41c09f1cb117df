//! What an account's people want to hear by mail. It goes to its owners and admins.

use domain::{
    Locale,
    access::{Actor, Permission},
};

use crate::{Engine, Result, require, store};

/// Which notices are sent, and in which language. A new account hears of trouble alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notices {
    /// Of every payment.
    pub payments: bool,
    /// Of a payment that the bank took back.
    pub trouble: bool,
    pub locale: Locale,
}

/// What to change of them; the rest stays.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoticesEdit {
    pub payments: Option<bool>,
    pub trouble: Option<bool>,
    pub locale: Option<Locale>,
}

impl NoticesEdit {
    /// The notices as they are once this was changed.
    pub(crate) fn apply(self, now: Notices) -> Notices {
        Notices {
            payments: self.payments.unwrap_or(now.payments),
            trouble: self.trouble.unwrap_or(now.trouble),
            locale: self.locale.unwrap_or(now.locale),
        }
    }
}

impl Engine {
    /// Which notices the actor's account gets.
    pub async fn notices(&self, actor: &Actor) -> Result<Notices> {
        require(actor, Permission::WriteSettings)?;
        let mut connection = self.db.read().await?;
        store::notices::get(&mut connection, actor.account).await
    }
}
