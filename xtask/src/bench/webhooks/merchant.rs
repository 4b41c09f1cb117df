//! A merchant with an API key: makes endpoints and events, and reads what has happened. The server may be dead at
//! any moment; then what was asked is asked again until it is back.

use super::super::http::{Answer, Client};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// How long a server may be away.
const AWAY_AT_MOST: Duration = Duration::from_mins(1);

pub struct Merchant {
    client: Client,
}

/// What the merchant did, as its event will tell it.
pub struct Deed {
    pub kind: &'static str,
    pub link: String,
    /// Before it was asked for, and so before anything was committed.
    pub began: Instant,
}

/// An event as the API lists it.
pub struct Told {
    pub id: String,
    pub sequence: u64,
    pub kind: String,
    pub link: String,
}

impl Merchant {
    pub fn new(url: &str, key: &str) -> Self {
        let mut client = Client::new(url);
        client.headers.push(("authorization", format!("Bearer {key}")));
        Self { client }
    }

    /// How many events the demo made. Waits for them: they have their places a moment after the server is ready.
    pub fn demo(&self) -> Result<usize> {
        let began = Instant::now();
        loop {
            let events = self.events()?.len();
            if events > 0 {
                return Ok(events);
            }
            if began.elapsed() > AWAY_AT_MOST {
                bail!("the demo's own events never got their places");
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// An endpoint for everything: its id and its secret.
    pub fn endpoint(&self, url: &str) -> Result<(String, String)> {
        let made = self.post("/webhook_endpoints", &json!({"url": url, "events": ["*"]}))?;
        Ok((text(&made, "id")?, text(&made, "secret")?))
    }

    pub fn create(&self, reference: &str) -> Result<Deed> {
        let began = Instant::now();
        let payment = json!({"amount": "150.00", "currency": "AED", "reference": reference});
        let link = self.post("/payment_links", &json!({ "payment_details": payment }))?;
        Ok(Deed { kind: "payment_link.created", link: text(&link, "id")?, began })
    }

    pub fn rename(&self, link: &str, name: &str) -> Result<Deed> {
        let began = Instant::now();
        self.patch(&format!("/payment_links/{link}"), &json!({ "name": name }))?;
        Ok(Deed { kind: "payment_link.updated", link: link.to_owned(), began })
    }

    /// Opens an endpoint again that was disabled, and asks for what it did not get. Tells whether it was.
    pub fn mend(&self, endpoint: &str, since: &str) -> Result<bool> {
        let path = format!("/webhook_endpoints/{endpoint}");
        if text(&self.get(&path)?, "status")? != "DISABLED" {
            return Ok(false);
        }
        self.patch(&path, &json!({"status": "ENABLED"}))?;
        self.post(&format!("{path}/retry_failed"), &json!({ "since": since }))?;
        Ok(true)
    }

    /// Every event that has its place, in order.
    pub fn events(&self) -> Result<Vec<Told>> {
        let (mut events, mut after) = (Vec::new(), "0".to_owned());
        loop {
            let page = self.get(&format!("/events?limit=100&after_sequence={after}"))?;
            for event in page["data"].as_array().context("a list has data")? {
                events.push(Told {
                    id: text(event, "id")?,
                    sequence: event["sequence"].as_u64().context("an event in its place has a sequence")?,
                    kind: text(event, "type")?,
                    link: event["data"]["id"].as_str().unwrap_or_default().to_owned(),
                });
            }
            if page["has_more"] != json!(true) {
                return Ok(events);
            }
            after = page["next_cursor"].to_string().replace('"', "");
        }
    }

    fn get(&self, path: &str) -> Result<Value> {
        until_answered(|| self.client.get(&format!("/api/v1{path}")))
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value> {
        let body = body.to_string();
        until_answered(|| self.client.post(&format!("/api/v1{path}"), "application/json", &body))
    }

    fn patch(&self, path: &str, body: &Value) -> Result<Value> {
        let body = body.to_string();
        until_answered(|| self.client.patch(&format!("/api/v1{path}"), "application/json", &body))
    }
}

fn until_answered(ask: impl Fn() -> Result<Answer>) -> Result<Value> {
    let began = Instant::now();
    loop {
        match ask() {
            Ok(answer) if answer.status < 300 => return Ok(serde_json::from_slice(&answer.body)?),
            Ok(answer) if answer.status < 500 => bail!("answered {}: {}", answer.status, answer.text()),
            Ok(answer) if began.elapsed() > AWAY_AT_MOST => bail!("still answers {}", answer.status),
            Err(error) if began.elapsed() > AWAY_AT_MOST => return Err(error),
            Ok(_) | Err(_) => std::thread::sleep(Duration::from_millis(10)),
        }
    }
}

fn text(object: &Value, name: &str) -> Result<String> {
    Ok(object[name].as_str().with_context(|| format!("no {name} in {object}"))?.to_owned())
}
