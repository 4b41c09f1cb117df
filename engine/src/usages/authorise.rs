//! Sends the customer of a started usage to the bank.

use std::time::Duration;

use domain::{
    id::UsageId,
    usage::{UsageEvent, UsageState, event::FailureCode},
};
use sqlx::AnyConnection;

use super::{
    AuthorisationRecord, Failure, Redirect, Start, Usage,
    apply::{Applied, apply},
};
use crate::{
    Engine, Error, Result,
    rails::{Authorisation, RailError},
    store,
};

/// Banks let a way to them be opened for a minute or so; after this a new one is asked for.
const WAY_MILLIS: i64 = 60_000;
/// How long a customer who has pressed Pay waits for the bank.
const PATIENCE: Duration = Duration::from_secs(15);

/// The bank gave no way to it.
struct NoWay {
    /// The way that was kept when it was asked.
    read: String,
}

impl Engine {
    /// Where the customer of this attempt goes now: to the bank, or to the attempt's page when it has gone on.
    pub(super) async fn resume(&self, usage: Usage) -> Result<Start> {
        match self.way(&usage).await? {
            Ok(start) => Ok(start),
            Err(NoWay { read }) => self.give_up(usage, read).await,
        }
    }

    /// Where a customer who left goes on. A bank that cannot be reached does not end the attempt here: it
    /// had been reached before, and is held until its time is over.
    pub async fn back_to_bank(&self, token: &str) -> Result<Start> {
        let Some(page) = self.usage_page(token).await? else { return Ok(Start::NotFound) };
        Ok(self.way(&page.usage).await?.unwrap_or(Start::BankUnavailable))
    }

    async fn way(&self, usage: &Usage) -> Result<std::result::Result<Start, NoWay>> {
        let token = || usage.token.clone();
        if usage.state != UsageState::AwaitingCustomer {
            return Ok(Ok(Start::Over { token: token() }));
        }
        let record = self.authorisation(usage).await?;
        if let Some(Redirect { url, pushed_at }) = &record.redirect
            && self.now().since(*pushed_at) < WAY_MILLIS
        {
            return Ok(Ok(Start::Redirect { token: token(), url: url.clone() }));
        }
        let read = record.redirect.as_ref().map(|redirect| redirect.url.clone()).unwrap_or_default();
        match self.ask_for_a_way(usage, &record).await {
            Ok(authorisation) => self.keep_way(usage, read, authorisation).await.map(Ok),
            Err(error) => {
                tracing::warn!(usage = %usage.id, bank = usage.bank_id, %error, "a bank could not be told");
                Ok(Err(NoWay { read }))
            }
        }
    }

    async fn authorisation(&self, usage: &Usage) -> Result<AuthorisationRecord> {
        let mut connection = self.db.read().await?;
        store::authorisations::get(&mut connection, usage.id).await
    }

    async fn ask_for_a_way(
        &self,
        usage: &Usage,
        record: &AuthorisationRecord,
    ) -> std::result::Result<Authorisation, RailError> {
        let rail = self.rails.get(usage.mode).map_err(|error| RailError::Unknown(error.to_string()))?;
        let asked = rail.authorise(&record.bank, &record.order, &record.keys);
        let late = |_| RailError::Unknown("it takes too long".to_owned());
        tokio::time::timeout(PATIENCE, asked).await.map_err(late)?
    }

    /// Keeps the way to the bank, unless another request of this attempt was first or the attempt has ended.
    async fn keep_way(&self, usage: &Usage, read: String, authorisation: Authorisation) -> Result<Start> {
        let (id, pushed_at) = (usage.id, self.now());
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let Authorisation { consent_id, redirect_url } = authorisation;
                    let redirect = Redirect { url: redirect_url, pushed_at };
                    store::authorisations::set_redirect(tx, id, &read, &consent_id, &redirect).await?;
                    kept_way(tx, id).await
                })
            })
            .await
    }

    /// Ends a usage whose bank could not be told of it: no order was sent, so no money can move. Another
    /// request of the attempt may have reached the bank: then its customer is there, and nothing ends.
    async fn give_up(&self, mut usage: Usage, read: String) -> Result<Start> {
        let (make, id) = (self.make.clone(), usage.id);
        let written = self
            .db
            .write(move |tx| {
                Box::pin(async move {
                    let failure = Some(Failure::new(FailureCode::BankUnavailable));
                    let applied = apply(tx, &make, &mut usage, UsageEvent::BankUnavailable, failure).await?;
                    let first = store::authorisations::hold_redirect(tx, id, &read).await?;
                    if first && applied == Applied::Now { Ok(()) } else { Err(Error::Conflict) }
                })
            })
            .await;
        match written {
            Ok(()) => Ok(Start::BankUnavailable),
            Err(Error::Conflict) => {
                let mut connection = self.db.read().await?;
                kept_way(&mut connection, id).await
            }
            Err(error) => Err(error),
        }
    }
}

/// Where another request of the attempt has sent its customer.
async fn kept_way(connection: &mut AnyConnection, id: UsageId) -> Result<Start> {
    let usage = store::usages::get(connection, id).await?.ok_or(Error::NotFound("usage"))?;
    let record = store::authorisations::get(connection, id).await?;
    Ok(match record.redirect {
        Some(Redirect { url, .. }) if usage.state == UsageState::AwaitingCustomer => {
            Start::Redirect { token: usage.token, url }
        }
        _ => Start::Over { token: usage.token },
    })
}
