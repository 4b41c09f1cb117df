//! Sends what is due. A delivery is leased while it is sent: after a crash the lease runs out and it is sent again, with
//! the same id, so an event arrives at least once.

use std::{collections::BTreeMap, time::Duration};

use domain::{
    id::EndpointId,
    webhook::{DeliveryStatus, DisabledReason, Verdict, is_given_up, verdict, wait_before},
};
use futures_util::future::join_all;
use reqwest::header::HeaderMap;
use tokio::task::JoinHandle;
use url::Url;

use super::{
    Attempt, Delivery, Endpoint,
    send::{Answer, SendError},
    signature,
};
use crate::{
    Engine, Error, Result,
    events::KeptEvent,
    mail,
    shown::ShownEvent,
    store::{
        self,
        db::Tx,
        webhook_attempts,
        webhook_deliveries::{self, Outcome},
        webhook_endpoints,
    },
};

/// Longer than any attempt takes.
const LEASE_MILLIS: i64 = 60_000;

/// Between tries to write a result down; all of them within the lease that is left after the slowest attempt.
const PATIENCE: [Duration; 6] = [
    Duration::from_millis(100),
    Duration::from_millis(500),
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(10),
    Duration::from_secs(20),
];

/// One request, and what came of it.
#[derive(Clone)]
struct Sent {
    endpoint: Endpoint,
    attempt: Attempt,
    retry_after_seconds: Option<u64>,
}

impl Engine {
    /// Sends everything that is due and has a place, and waits for the answers; answers how many.
    pub async fn deliver_webhooks(&self) -> Result<usize> {
        let begun = self.begin_deliveries().await?;
        Ok(join_all(begun).await.len())
    }

    /// The same without waiting: an endpoint that is slow to answer must not keep the others from being sent to.
    pub(crate) async fn begin_deliveries(&self) -> Result<Vec<JoinHandle<()>>> {
        let mut connection = self.db.read().await?;
        let mut due = webhook_deliveries::list_due(&mut connection, self.now()).await?;
        drop(connection);
        // Somebody else is first each time, so that no order of ids decides who waits.
        let first = usize::from(u16::from_be_bytes(self.make.bytes())) % due.len().max(1);
        due.rotate_left(first);
        let places = self.couriers.places(due).into_iter();
        let leases = places.map(|(endpoint, places)| self.lease_due(endpoint, places));
        let mut begun = Vec::new();
        for taken in join_all(leases).await {
            match taken {
                Ok(taken) => begun.extend(taken.into_iter().map(|delivery| self.set_out(delivery))),
                // What the others have leased is sent all the same.
                Err(error) => tracing::warn!(%error, "webhooks of an endpoint were not taken"),
            }
        }
        Ok(begun)
    }

    /// Leases what is due of one endpoint.
    pub(super) async fn lease_due(&self, endpoint: EndpointId, most: usize) -> Result<Vec<Delivery>> {
        let most = i64::try_from(most).map_err(Error::internal)?;
        let (now, lease) = (self.now(), self.now().plus_millis(LEASE_MILLIS));
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    if !webhook_endpoints::hold(tx, endpoint).await? {
                        return Ok(Vec::new());
                    }
                    webhook_deliveries::take_due(tx, endpoint, most, now, lease).await
                })
            })
            .await
    }

    fn set_out(&self, delivery: Delivery) -> JoinHandle<()> {
        let on_the_way = self.couriers.set_out(delivery.endpoint);
        let engine = self.clone();
        self.couriers.tasks.spawn(async move {
            let id = delivery.id;
            if let Err(error) = engine.deliver_one(delivery).await {
                tracing::error!(delivery = %id, %error, "a webhook was not seen through; will be tried again");
            }
            drop(on_the_way);
        })
    }

    /// Makes one attempt and writes down what came of it.
    async fn deliver_one(&self, delivery: Delivery) -> Result<()> {
        let mut connection = self.db.read().await?;
        let whose = (delivery.account, delivery.mode);
        let event = store::events::find(&mut connection, whose, delivery.event).await?;
        let event = event.ok_or_else(|| Error::internal("a delivery without its event"))?;
        let endpoint = webhook_endpoints::find_enabled(&mut connection, delivery.endpoint).await?;
        drop(connection);
        match endpoint {
            Some(endpoint) => {
                let sent = self.attempt_delivery(&delivery, endpoint, event).await?;
                self.write_down(delivery, sent).await
            }
            None => self.give_back(delivery).await,
        }
    }

    async fn attempt_delivery(
        &self,
        delivery: &Delivery,
        endpoint: Endpoint,
        event: KeptEvent,
    ) -> Result<Sent> {
        let (id, happened_at) = (event.id, event.at);
        let body = serde_json::to_vec(&ShownEvent::new(event, self.base()))?;
        let url: Url = endpoint.url.parse().map_err(Error::internal)?;
        let started_at = self.now();
        let headers = signature::headers(&endpoint, id, &body, started_at)?;
        let request_headers = written(&headers);
        let answer = self.couriers.sender()?.send(&url, headers, body).await;
        let mut attempt = Attempt {
            number: delivery.attempts + 1,
            request_headers,
            answer_status: None,
            answer_body: None,
            error: None,
            error_detail: None,
            started_at,
            duration_millis: self.now().since(started_at),
            lag_millis: started_at.since(happened_at),
        };
        let mut retry_after_seconds = None;
        match answer {
            Ok(Answer { status, retry_after_seconds: asked, body }) => {
                (attempt.answer_status, attempt.answer_body) = (Some(status), Some(body));
                retry_after_seconds = asked;
            }
            Err(error) => {
                attempt.error = Some(word(&error).to_owned());
                attempt.error_detail = Some(error.to_string());
            }
        }
        Ok(Sent { endpoint, attempt, retry_after_seconds })
    }

    /// Writes down what came of an attempt, also while the database is busy: otherwise it would be made again.
    async fn write_down(&self, delivery: Delivery, sent: Sent) -> Result<()> {
        for pause in PATIENCE {
            match self.conclude_delivery(delivery.clone(), sent.clone()).await {
                Err(Error::Busy | Error::DatabaseUnavailable) => tokio::time::sleep(pause).await,
                concluded => return concluded,
            }
        }
        self.conclude_delivery(delivery, sent).await
    }

    /// Writes the attempt down and what follows from it, in one transaction; `Conflict` when the lease was lost.
    async fn conclude_delivery(&self, delivery: Delivery, sent: Sent) -> Result<()> {
        let now = self.now();
        let luck = u32::from_be_bytes(self.make.bytes());
        let verdict = verdict(sent.attempt.answer_status);
        let wait = wait_before(delivery.tries + 1, luck, sent.retry_after_seconds);
        let outcome = match (verdict, wait) {
            (Verdict::Delivered, _) => Outcome { status: DeliveryStatus::Succeeded, next_attempt_at: None },
            (Verdict::Failed, Some(wait)) => {
                Outcome { status: DeliveryStatus::Pending, next_attempt_at: Some(now.plus_millis(wait)) }
            }
            (Verdict::Failed, None) | (Verdict::Gone, _) => {
                Outcome { status: DeliveryStatus::Failed, next_attempt_at: None }
            }
        };
        let (make, mails) = (self.make.clone(), self.mailer.is_some());
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    if let Some(reason) = judge(tx, &sent, verdict).await?
                        && mails
                    {
                        mail::tell_disabled(tx, &make, &sent.endpoint, reason).await?;
                    }
                    webhook_deliveries::conclude(tx, &delivery, outcome).await?;
                    webhook_attempts::insert(tx, delivery.id, &sent.attempt).await
                })
            })
            .await
    }

    /// Gives the lease back, because its endpoint is not sent to any more.
    async fn give_back(&self, delivery: Delivery) -> Result<()> {
        let now = self.now();
        self.db
            .write(move |tx| Box::pin(async move { webhook_deliveries::release(tx, &delivery, now).await }))
            .await
    }
}

/// What an attempt says about the endpoint itself; answers why, when it has disabled it.
async fn judge(
    tx: &mut Tx,
    Sent { endpoint, attempt, .. }: &Sent,
    verdict: Verdict,
) -> Result<Option<DisabledReason>> {
    let now = attempt.started_at;
    let reason = match (verdict, endpoint.failing_since) {
        (Verdict::Delivered, None) => None,
        (Verdict::Delivered, Some(_)) => {
            webhook_endpoints::note_success(tx, endpoint.id).await?;
            None
        }
        (Verdict::Gone, _) => Some(DisabledReason::Gone),
        (Verdict::Failed, None) => {
            webhook_endpoints::note_failure(tx, endpoint.id, now).await?;
            None
        }
        (Verdict::Failed, Some(since)) => is_given_up(since, now),
    };
    let Some(reason) = reason else { return Ok(None) };
    let disabled = webhook_endpoints::disable(tx, endpoint, reason, now).await?;
    Ok(disabled.then_some(reason))
}

/// The headers as they are kept: none of them is a secret.
fn written(headers: &HeaderMap) -> BTreeMap<String, String> {
    let text = |value: &reqwest::header::HeaderValue| value.to_str().unwrap_or_default().to_owned();
    headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect()
}

/// Why there was no answer, as the API names it.
const fn word(error: &SendError) -> &'static str {
    match error {
        SendError::Forbidden(_) => "forbidden",
        SendError::Unresolved => "unresolved",
        SendError::Unreachable(_) => "unreachable",
        SendError::TimedOut => "timed_out",
        SendError::Broken(_) => "broken",
    }
}
