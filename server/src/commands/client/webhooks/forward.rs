//! Sends events to a program as Remit sends webhooks: by Standard Webhooks 1.0, with a secret of this session.

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use engine::Maker;
use http::header::CONTENT_TYPE;
use reqwest::{Client, redirect::Policy};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use standardwebhooks::{
    HEADER_WEBHOOK_ID, HEADER_WEBHOOK_SIGNATURE, HEADER_WEBHOOK_TIMESTAMP, Webhook, WebhookError,
};
use tokio::time::Instant;
use url::Url;

use crate::commands::client::{Failure, api::reason};

/// As long as a real endpoint has.
const ANSWER: Duration = Duration::from_secs(10);

pub(super) struct Forward {
    pub target: Url,
    pub secret: SecretString,
    http: Client,
    make: Maker,
}

/// What the program made of an event.
pub(super) enum Answer {
    Came { status: u16, millis: u128 },
    None { reason: String },
}

impl Answer {
    /// Whether a webhook would count as delivered.
    pub const fn is_success(&self) -> bool {
        matches!(self, Self::Came { status: 200..=299, .. })
    }
}

impl Forward {
    pub fn new(target: Url, make: &Maker) -> Result<Self, Failure> {
        let http = Client::builder().timeout(ANSWER).redirect(Policy::none()).no_proxy().build();
        let http =
            http.map_err(|error| Failure::refused(reason(&error), "check the TLS settings of this machine"))?;
        let secret = format!("whsec_{}", STANDARD.encode(make.bytes::<32>())).into();
        Ok(Self { target, secret, http, make: make.clone() })
    }

    pub async fn send(&self, event: &Value) -> Result<Answer, Failure> {
        let (id, body) = (event["id"].as_str().unwrap_or_default(), event.to_string());
        let seconds = self.make.now().millis().div_euclid(1_000);
        let signature = self.sign(id, seconds, &body).map_err(|error| {
            Failure::refused(
                format!("cannot sign {id}: {error}"),
                "this is a fault of remit; please report it",
            )
        })?;
        let request = self
            .http
            .post(self.target.clone())
            .header(CONTENT_TYPE, "application/json")
            .header(HEADER_WEBHOOK_ID, id)
            .header(HEADER_WEBHOOK_TIMESTAMP, seconds.to_string())
            .header(HEADER_WEBHOOK_SIGNATURE, signature)
            .body(body);
        let begun = Instant::now();
        Ok(match request.send().await {
            Ok(response) => {
                Answer::Came { status: response.status().as_u16(), millis: begun.elapsed().as_millis() }
            }
            Err(error) => Answer::None { reason: reason(&error) },
        })
    }

    fn sign(&self, id: &str, seconds: i64, body: &str) -> Result<String, WebhookError> {
        Webhook::new(self.secret.expose_secret())?.sign(id, seconds, body.as_bytes())
    }
}
