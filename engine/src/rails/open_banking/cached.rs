//! A value that is fetched when it is first needed and again when it is old. Callers that come while it
//! is fetched wait for that one fetch.

use std::{future::Future, sync::Arc, time::Duration};

use domain::Timestamp;
use tokio::sync::Mutex;

use crate::rails::RailError;

/// How young a value must be to be believed when it seems outdated.
const LEAST_AGE: i64 = 10_000;

pub(super) struct Cached<T>(Mutex<Option<Kept<T>>>);

struct Kept<T> {
    value: Arc<T>,
    fetched: Timestamp,
    until: Timestamp,
}

impl<T> Default for Cached<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Cached<T> {
    /// The value, fetched when there is none or it is over.
    pub(super) async fn get(
        &self,
        now: Timestamp,
        fetch: impl Future<Output = Result<(T, Duration), RailError>>,
    ) -> Result<Arc<T>, RailError> {
        let mut kept = self.0.lock().await;
        match kept.as_ref().filter(|kept| now < kept.until) {
            Some(kept) => Ok(Arc::clone(&kept.value)),
            None => Ok(keep(&mut kept, now, fetch.await?)),
        }
    }

    /// Like [`Self::get`], but an old value is better than none.
    pub(super) async fn get_or_stale(
        &self,
        now: Timestamp,
        fetch: impl Future<Output = Result<(T, Duration), RailError>>,
    ) -> Result<Arc<T>, RailError> {
        let mut kept = self.0.lock().await;
        if let Some(kept) = kept.as_ref().filter(|kept| now < kept.until) {
            return Ok(Arc::clone(&kept.value));
        }
        match (fetch.await, kept.as_ref()) {
            (Ok(fresh), _) => Ok(keep(&mut kept, now, fresh)),
            (Err(_), Some(old)) => Ok(Arc::clone(&old.value)),
            (Err(error), None) => Err(error),
        }
    }

    /// A newer value than the given one, which turned out to be outdated. Not fetched more often than
    /// every ten seconds: a peer cannot make us ask without end.
    pub(super) async fn newer(
        &self,
        than: &Arc<T>,
        now: Timestamp,
        fetch: impl Future<Output = Result<(T, Duration), RailError>>,
    ) -> Result<Arc<T>, RailError> {
        let mut kept = self.0.lock().await;
        match kept.as_ref() {
            Some(kept) if !Arc::ptr_eq(&kept.value, than) || now.since(kept.fetched) < LEAST_AGE => {
                Ok(Arc::clone(&kept.value))
            }
            _ => Ok(keep(&mut kept, now, fetch.await?)),
        }
    }

    /// Drops the value, unless it was replaced meanwhile.
    pub(super) async fn forget(&self, value: &Arc<T>) {
        let mut kept = self.0.lock().await;
        if kept.as_ref().is_some_and(|kept| Arc::ptr_eq(&kept.value, value)) {
            *kept = None;
        }
    }
}

fn keep<T>(kept: &mut Option<Kept<T>>, now: Timestamp, (value, life): (T, Duration)) -> Arc<T> {
    let value = Arc::new(value);
    let until = now.plus_millis(i64::try_from(life.as_millis()).unwrap_or(i64::MAX));
    *kept = Some(Kept { value: Arc::clone(&value), fetched: now, until });
    value
}

#[cfg(test)]
mod tests {
    use std::future::{Ready, ready};

    use super::*;

    const LIFE: Duration = Duration::from_mins(1);

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    fn value(number: i32) -> Ready<Result<(i32, Duration), RailError>> {
        ready(Ok((number, LIFE)))
    }

    fn trouble() -> Ready<Result<(i32, Duration), RailError>> {
        ready(Err(RailError::Unknown("down".to_owned())))
    }

    #[tokio::test]
    async fn a_value_is_fetched_again_when_it_is_over() {
        let cached = Cached::default();
        assert_eq!(*cached.get(at(0), value(1)).await.unwrap(), 1);
        assert_eq!(*cached.get(at(59_999), value(2)).await.unwrap(), 1);
        assert!(cached.get(at(60_000), trouble()).await.is_err());
        assert_eq!(*cached.get_or_stale(at(60_000), trouble()).await.unwrap(), 1);
        assert_eq!(*cached.get(at(60_000), value(2)).await.unwrap(), 2);
    }

    #[tokio::test]
    async fn an_outdated_value_is_replaced_once_and_not_too_often() {
        let cached = Cached::default();
        let first = cached.get(at(0), value(1)).await.unwrap();
        assert_eq!(*cached.newer(&first, at(9_999), value(2)).await.unwrap(), 1);
        assert_eq!(*cached.newer(&first, at(10_000), value(2)).await.unwrap(), 2);
        assert_eq!(
            *cached.newer(&first, at(50_000), value(3)).await.unwrap(),
            2,
            "the other is newer already"
        );
    }

    #[tokio::test]
    async fn only_the_value_that_was_meant_is_forgotten() {
        let cached = Cached::default();
        let first = cached.get(at(0), value(1)).await.unwrap();
        let second = cached.get(at(60_000), value(2)).await.unwrap();
        cached.forget(&first).await;
        assert_eq!(*cached.get(at(60_000), value(3)).await.unwrap(), 2);
        cached.forget(&second).await;
        assert_eq!(*cached.get(at(60_000), value(3)).await.unwrap(), 3);
    }
}
