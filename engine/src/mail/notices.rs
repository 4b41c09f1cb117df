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

impl Engine {
    /// Which notices the actor's account gets.
    pub async fn notices(&self, actor: &Actor) -> Result<Notices> {
        require(actor, Permission::WriteSettings)?;
        let mut connection = self.db.read().await?;
        store::notices::get(&mut connection, actor.account).await
    }

    /// Changes which notices the actor's account gets; answers them as they stand.
    pub async fn edit_notices(&self, actor: &Actor, edit: NoticesEdit) -> Result<Notices> {
        require(actor, Permission::WriteSettings)?;
        let account = actor.account;
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    store::accounts::take_turn(tx, account).await?;
                    let now = store::notices::get(tx, account).await?;
                    let next = Notices {
                        payments: edit.payments.unwrap_or(now.payments),
                        trouble: edit.trouble.unwrap_or(now.trouble),
                        locale: edit.locale.unwrap_or(now.locale),
                    };
                    store::notices::set(tx, account, next).await?;
                    Ok(next)
                })
            })
            .await
    }
}
