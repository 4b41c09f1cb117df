//! Reads one usage: for its merchant by id, for its customer by the page's token.

use domain::{
    access::{Actor, Permission},
    id::UsageId,
    redirect_url::RedirectUrl,
    signature::sign_return,
    usage::UsageState,
};

use secrecy::ExposeSecret as _;

use super::Usage;
use crate::{
    Engine, Error, Result, accounts::Account, links::Link, payments::Payment, rails::Bank, require, store,
};

/// What the customer's result page shows.
#[derive(Clone, Debug)]
pub struct UsagePage {
    pub usage: Usage,
    pub link: Link,
    pub account: Account,
    pub payment: Option<Payment>,
}

impl Engine {
    /// The banks a customer can choose in this mode.
    pub async fn banks(&self, mode: domain::Mode) -> Result<Vec<Bank>> {
        self.rails.get(mode)?.banks().await.map_err(|_| Error::BankUnavailable)
    }

    /// When, at the latest, the first place of a full link frees: what its page tells who waits.
    pub async fn next_place(&self, link: domain::id::LinkId) -> Result<Option<domain::Timestamp>> {
        let mut connection = self.db.read().await?;
        store::usages::next_deadline(&mut connection, link).await
    }

    /// A usage of the actor's account and mode.
    pub async fn get_usage(&self, actor: &Actor, id: UsageId) -> Result<Usage> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        store::usages::find(&mut connection, actor.account, actor.mode, id)
            .await?
            .ok_or(Error::NotFound("usage"))
    }

    /// The usage behind a public page; an overdue one is expired first, so the page never shows a stale
    /// `STARTED`.
    pub async fn usage_page(&self, token: &str) -> Result<Option<UsagePage>> {
        let mut connection = self.db.read().await?;
        let Some(usage) = store::usages::find_by_token(&mut connection, token).await? else {
            return Ok(None);
        };
        drop(connection);
        let usage = self.fresh(usage).await?;
        let mut connection = self.db.read().await?;
        let link = store::links::get_of_usage(&mut connection, usage.link_id).await?;
        let account = store::accounts::get(&mut connection, usage.account).await?;
        let payment = store::payments::find_of_usage(&mut connection, usage.id).await?;
        Ok(Some(UsagePage { usage, link, account, payment }))
    }

    /// The usage as it is now: an overdue one is expired first.
    pub(super) async fn fresh(&self, mut usage: Usage) -> Result<Usage> {
        if usage.state != domain::usage::UsageState::AwaitingCustomer || usage.expires_at > self.now() {
            return Ok(usage);
        }
        let make = self.make.clone();
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    if super::apply::expire_if_overdue(tx, &make, &mut usage).await? {
                        return Ok(usage);
                    }
                    store::usages::get(tx, usage.id).await?.ok_or(Error::NotFound("usage"))
                })
            })
            .await
    }

    /// The merchant page the result page leads to, with the usage's facts and their signature appended.
    /// `None` when the link named no page for this outcome, or its page has left the register; and for a
    /// payment that was taken back, whose status would still say that it was made.
    pub async fn return_url(&self, page: &UsagePage) -> Result<Option<String>> {
        let Usage { account, mode, snapshot, state, .. } = &page.usage;
        let wanted = match state {
            UsageState::PaymentCreated => snapshot.redirect_url.as_deref(),
            UsageState::Failed | UsageState::Expired => snapshot.cancel_url.as_deref(),
            UsageState::AwaitingCustomer | UsageState::Submitting | UsageState::Reversed => None,
        };
        let Some(url) = wanted.and_then(|url| RedirectUrl::parse(url, *mode).ok()) else {
            return Ok(None);
        };
        let mut connection = self.db.read().await?;
        if !store::redirect_urls::is_registered(&mut connection, *account, *mode, url.as_str()).await? {
            return Ok(None);
        }
        let status = state.status();
        let secret = store::accounts::return_secret(&mut connection, *account).await?;
        let usage_id = page.usage.id.to_string();
        let payment_id = page.usage.payment.map(|payment| payment.id.to_string()).unwrap_or_default();
        let signature = sign_return(secret.expose_secret(), &usage_id, &payment_id, status.as_str());
        Ok(Some(url.with_query(&[
            ("usage_id", &usage_id),
            ("payment_id", &payment_id),
            ("status", status.as_str()),
            ("signature", &signature),
        ])))
    }
}
