//! What a receiver answered: its status, when to come back, and the beginning of what it wrote.

use reqwest::{
    Response,
    header::{DATE, HeaderMap, HeaderName, RETRY_AFTER},
};
use tokio::time::{Instant, timeout_at};

/// Enough to see what went wrong.
const BODY_LIMIT: usize = 4 * 1024;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    /// From `Retry-After`, in seconds or as a date.
    pub retry_after_seconds: Option<u64>,
    /// The first 4 KB.
    pub body: Vec<u8>,
}

impl Answer {
    /// Once there is a status, there is an answer: a body that drips, breaks off or is endless is cut and does
    /// not change what the status said.
    pub(super) async fn read(mut response: Response, deadline: Instant) -> Self {
        let retry_after_seconds = retry_after(response.headers());
        let mut body = Vec::new();
        while let Ok(Ok(Some(chunk))) = timeout_at(deadline, response.chunk()).await {
            let room = BODY_LIMIT - body.len();
            body.extend_from_slice(&chunk[..chunk.len().min(room)]);
            if body.len() == BODY_LIMIT {
                break;
            }
        }
        Self { status: response.status().as_u16(), retry_after_seconds, body }
    }
}

/// A date is counted from the receiver's own `Date`, so no two clocks need to agree.
fn retry_after(headers: &HeaderMap) -> Option<u64> {
    let text = |name: HeaderName| headers.get(name)?.to_str().ok().map(str::trim);
    let value = text(RETRY_AFTER)?;
    value.parse().ok().or_else(|| {
        let (from, until) = (http_date(text(DATE)?)?, http_date(value)?);
        Some(u64::try_from(until - from).unwrap_or(0))
    })
}

fn http_date(text: &str) -> Option<i64> {
    Some(chrono::DateTime::parse_from_rfc2822(text).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(pairs: &[(HeaderName, &str)]) -> Option<u64> {
        let pairs = pairs.iter().map(|(name, value)| (name.clone(), value.parse().unwrap()));
        retry_after(&pairs.collect())
    }

    #[test]
    fn a_receiver_says_when_to_come_back() {
        const NOON: &str = "Wed, 21 Oct 2026 12:00:00 GMT";
        assert_eq!(wait(&[(RETRY_AFTER, "120")]), Some(120));
        assert_eq!(wait(&[(RETRY_AFTER, " 0 ")]), Some(0));
        assert_eq!(wait(&[(DATE, NOON), (RETRY_AFTER, "Wed, 21 Oct 2026 12:01:30 GMT")]), Some(90));
        assert_eq!(wait(&[(DATE, NOON), (RETRY_AFTER, "Wed, 21 Oct 2026 11:00:00 GMT")]), Some(0));
    }

    #[test]
    fn what_cannot_be_read_is_no_wish() {
        for value in ["-5", "soon", "1.5", "99999999999999999999999", "Wed, 21 Oct 2026 12:01:30 GMT"] {
            assert_eq!(wait(&[(RETRY_AFTER, value)]), None, "{value}");
        }
        assert_eq!(wait(&[]), None);
    }
}
