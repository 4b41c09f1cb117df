//! Starts a usage: Pay was pressed.

use domain::{
    Locale, Refusal,
    id::LinkId,
    identifier::{Collected, ValueError},
    link::admit,
    usage::UsageState,
};
use sha2::{Digest as _, Sha256};

use super::{
    Usage,
    collect::{Collection, collect},
    phone,
    take::{Attempt, Earlier, Taken, new_usage, take_in},
};
use crate::{Engine, Error, Result, links::PublicLink, store};

/// What a customer sends with Pay.
#[derive(Clone, Debug)]
pub struct StartUsage {
    pub slug: String,
    /// The random token made with the page: the same attempt is one usage, however often it is sent.
    pub attempt: String,
    /// The bank's id.
    pub bank: String,
    /// Typed values by identifier key.
    pub values: Vec<(String, String)>,
    pub locale: Locale,
    /// The customer knows that this number has paid the link already, and wants to pay again.
    pub again: bool,
    /// The token of an attempt that waits for the bank, which this one goes on from: it is taken up, or
    /// makes way when the bank or the details are others.
    pub earlier: Option<String>,
}

/// What becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// Send the customer to the bank.
    Redirect { token: String, url: String },
    /// These fields are wrong, by key.
    Invalid(Vec<(String, ValueError)>),
    /// The bank is not one of those offered.
    NoSuchBank,
    /// This number has paid the link already: ask before it pays again. Advice, not a lock: who pays twice
    /// in the same moment is not stopped.
    PaidBefore,
    /// The link says no; for a full one, until when at the latest the first place may free.
    Refused { refusal: Refusal, until: Option<domain::Timestamp> },
    /// The bank cannot be reached; the attempt, if it was one, is over and its slot free.
    BankUnavailable,
    /// This attempt has gone on already: show `/u/{token}`.
    Over { token: String },
    /// There is no such link.
    NotFound,
}

impl Engine {
    /// Takes a slot, inserts the usage and its event, or nothing; then asks the bank where to send the
    /// customer. Everything needed to go on is kept before the bank hears of it.
    pub async fn start_usage(&self, start: StartUsage) -> Result<Start> {
        let Some(public) = self.public_link(&start.slug).await? else {
            return Ok(Start::NotFound);
        };
        let attempt = attempt_hash(public.link.id, &start.attempt);
        let earlier = self.earlier(public.link.id, &attempt, start.earlier.as_deref()).await?;
        let collected = collect(&public.link.identifiers, &start);
        let replaces = match earlier {
            Some(earlier) if !is_replaced(&earlier.usage, &start, &collected) => {
                return self.resume(earlier.usage).await;
            }
            earlier => earlier,
        };
        if let Some(refusal) = refusal(&public, self.now()) {
            return Ok(Start::Refused { refusal, until: None });
        }
        let collected = match collected {
            Ok(collected) => collected,
            Err(errors) => return Ok(Start::Invalid(errors)),
        };
        let Ok(banks) = self.banks(public.link.mode).await else {
            return Ok(Start::BankUnavailable);
        };
        if !banks.iter().any(|bank| bank.id == start.bank) {
            return Ok(Start::NoSuchBank);
        }
        if !start.again && self.has_paid(public.link.id, &collected).await? {
            return Ok(Start::PaidBefore);
        }
        let token = start.earlier.clone();
        match self.take(public.clone(), start, collected, Attempt { hash: attempt, replaces }).await? {
            Taken::Usage(usage) => self.resume(*usage).await,
            Taken::Replayed => match self.earlier(public.link.id, &attempt, token.as_deref()).await? {
                Some(earlier) => self.resume(earlier.usage).await,
                None => Err(Error::Conflict),
            },
            Taken::Refused { refusal, until } => Ok(Start::Refused { refusal, until }),
        }
    }

    /// The usage that this attempt has started already, or goes on from.
    async fn earlier(&self, link: LinkId, attempt: &[u8], token: Option<&str>) -> Result<Option<Earlier>> {
        let mut connection = self.db.read().await?;
        if let Some(usage) = store::usages::find_by_attempt(&mut connection, link, attempt).await? {
            return Ok(Some(Earlier { usage, same_attempt: true }));
        }
        let Some(token) = token else { return Ok(None) };
        let found = store::usages::find_by_token(&mut connection, token).await?;
        drop(connection);
        let Some(usage) = found.filter(|usage| usage.link_id == link) else { return Ok(None) };
        let usage = self.fresh(usage).await?;
        // One that has come to nothing stands in nobody's way.
        let lives = !matches!(usage.state, UsageState::Failed | UsageState::Expired | UsageState::Reversed);
        Ok(lives.then_some(Earlier { usage, same_attempt: false }))
    }

    async fn has_paid(&self, link: LinkId, collected: &[Collected]) -> Result<bool> {
        let Some(phone) = phone(collected) else { return Ok(false) };
        let mut connection = self.db.read().await?;
        store::usages::has_paid(&mut connection, link, phone).await
    }

    async fn take(
        &self,
        public: PublicLink,
        start: StartUsage,
        collected: Vec<Collected>,
        attempt: Attempt,
    ) -> Result<Taken> {
        let make = self.make.clone();
        let lifetime = i64::try_from(self.settings.usage_lifetime.as_millis()).unwrap_or(i64::MAX);
        let usage = new_usage(&make, &public, &start, collected, lifetime);
        let written = self
            .db
            .write(move |tx| Box::pin(async move { take_in(tx, &make, &public, usage, attempt).await }))
            .await;
        match written {
            // Rolled back: the same attempt was written by another request in this moment.
            Err(Error::Conflict) => Ok(Taken::Replayed),
            // Rolled back: what was to make way goes on.
            Err(Error::Refused(refusal)) => Ok(Taken::Refused { refusal, until: None }),
            written => written,
        }
    }
}

/// Why the link admits nobody now, told before the customer is asked to mend any field. A full link is
/// left to the write, which may expire an overdue usage to make room.
fn refusal(public: &PublicLink, now: domain::Timestamp) -> Option<Refusal> {
    admit(&public.link.lifecycle, public.link.slots, now)
        .err()
        .filter(|refusal| *refusal != Refusal::LinkFull)
}

/// Whether the customer went back from the bank and pressed Pay with another bank or other details: then
/// the earlier usage, for which nothing was ordered yet, makes way for a new one.
fn is_replaced(earlier: &Usage, start: &StartUsage, collected: &Collection) -> bool {
    let same =
        earlier.bank_id == start.bank && collected.as_ref().is_ok_and(|values| *values == earlier.collected);
    earlier.state == UsageState::AwaitingCustomer && !same
}

/// A fixed-length, unguessable-to-others name of the attempt at this link.
fn attempt_hash(link: LinkId, attempt: &str) -> [u8; 32] {
    Sha256::new().chain_update(link.bytes()).chain_update(attempt.as_bytes()).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{World, new_link, on_each_database};

    fn pay(slug: &str, attempt: &str) -> StartUsage {
        StartUsage {
            slug: slug.to_owned(),
            attempt: attempt.to_owned(),
            bank: "falcon".to_owned(),
            values: vec![("phone".to_owned(), "+971501234567".to_owned())],
            locale: Locale::En,
            again: false,
            earlier: None,
        }
    }

    #[tokio::test]
    async fn an_attempt_goes_on_when_the_link_ends_before_its_replacement_is_written() {
        on_each_database(|database| async move {
            let world = World::new(&database).await;
            let engine = &world.engine;
            let link = engine.create_link(&world.actor, new_link(1)).await.unwrap();
            let Start::Redirect { token, .. } = engine.start_usage(pay(&link.slug, "a")).await.unwrap()
            else {
                panic!("expected a redirect");
            };
            let public = engine.public_link(&link.slug).await.unwrap().unwrap();
            let other =
                StartUsage { bank: "dune".to_owned(), earlier: Some(token.clone()), ..pay(&link.slug, "b") };
            let hash = attempt_hash(link.id, &other.attempt);
            let replaces = engine.earlier(link.id, &hash, Some(&token)).await.unwrap();
            let collected = collect(&link.identifiers, &other).unwrap();
            engine.disable_links(&world.actor, vec![link.id]).await.unwrap();
            let taken = engine.take(public, other, collected, Attempt { hash, replaces }).await.unwrap();
            assert!(matches!(taken, Taken::Refused { refusal: Refusal::LinkDisabled, .. }));
            let usage = engine.usage_page(&token).await.unwrap().unwrap().usage;
            assert_eq!((usage.state, usage.failure), (UsageState::AwaitingCustomer, None));
            assert_eq!(engine.get_link(&world.actor, link.id).await.unwrap().slots.started, 1);
            assert_eq!(engine.recount().await.unwrap(), []);
        })
        .await;
    }
}
