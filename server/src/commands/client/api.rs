//! Asks the API of a server.

use std::time::Duration;

use domain::Mode;
use http::{Method, header};
use reqwest::{Client, RequestBuilder, Response, redirect::Policy};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use url::{Host, Url};

use super::failure::{Failure, Told};

const CONNECT: Duration = Duration::from_secs(10);
const ANSWER: Duration = Duration::from_secs(30);

/// A server and a key for it.
pub(super) struct Api {
    http: Client,
    base: Url,
    key: SecretString,
}

impl Api {
    pub fn new(base: Url, key: SecretString) -> Result<Self, Failure> {
        let http = Client::builder()
            .user_agent(concat!("remit-cli/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT)
            .timeout(ANSWER)
            // A key is not sent on to wherever an answer points.
            .redirect(Policy::none());
        let http = if is_this_machine(&base) { http.no_proxy() } else { http };
        let http = http
            .build()
            .map_err(|error| Failure::refused(reason(&error), "check the TLS settings of this machine"))?;
        Ok(Self { http, base, key })
    }

    /// The mode that the key says it is for.
    pub fn mode(&self) -> Mode {
        if self.key.expose_secret().starts_with("rk_live_") { Mode::Live } else { Mode::Test }
    }

    /// The same in words.
    pub fn mode_shown(&self) -> &'static str {
        match self.mode() {
            Mode::Live => "live mode",
            Mode::Test => "test mode",
        }
    }

    /// The server's address, for people.
    pub fn shown(&self) -> &str {
        self.base.as_str().trim_end_matches('/')
    }

    pub async fn get(&self, path: &str, query: &[(&str, String)]) -> Result<Value, Failure> {
        self.send(self.request(Method::GET, path).query(query)).await
    }

    pub async fn post(
        &self,
        path: &str,
        body: &Value,
        idempotency_key: Option<&str>,
    ) -> Result<Value, Failure> {
        let request = self.request(Method::POST, path).json(body);
        self.send(match idempotency_key {
            Some(key) => request.header("idempotency-key", key),
            None => request,
        })
        .await
    }

    pub async fn patch(&self, path: &str, body: &Value) -> Result<Value, Failure> {
        self.send(self.request(Method::PATCH, path).json(body)).await
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}/api/v1{path}", self.shown());
        self.http
            .request(method, url)
            .bearer_auth(self.key.expose_secret())
            .header(header::ACCEPT, "application/json")
    }

    async fn send(&self, request: RequestBuilder) -> Result<Value, Failure> {
        let response = request.send().await.map_err(|error| self.unanswered(&error))?;
        let (status, wait) = (response.status(), wait(&response));
        if status.is_redirection() {
            return Err(self.elsewhere(&response));
        }
        let body = response.bytes().await.map_err(|error| self.unanswered(&error))?;
        if status.is_success() {
            return serde_json::from_slice(&body).map_err(|_| self.stranger(status.as_u16()));
        }
        let told: Told = serde_json::from_slice(&body).map_err(|_| self.stranger(status.as_u16()))?;
        Err(told.failure(status.as_u16(), wait))
    }

    fn unanswered(&self, error: &reqwest::Error) -> Failure {
        let (base, reason) = (self.shown(), reason(error));
        if error.is_connect() {
            return Failure::passing(
                format!("cannot reach {base}: {reason}"),
                "start it with `remit serve`, or name another with --url or REMIT_URL",
            );
        }
        Failure::passing(
            format!("{base} did not answer: {reason}"),
            "it may have done what was asked: look before you repeat it; with --idempotency-key it can be repeated as it is",
        )
    }

    fn elsewhere(&self, response: &Response) -> Failure {
        let target = response.headers().get(header::LOCATION).and_then(|target| target.to_str().ok());
        Failure::refused(
            format!("{} sends on to {}", self.shown(), target.unwrap_or("nowhere")),
            "name the server's own address with --url or REMIT_URL",
        )
    }

    /// Something that answers, but not as Remit does. A proxy whose server is away answers with 5xx.
    fn stranger(&self, status: u16) -> Failure {
        let what = format!("{} answers with status {status}, and not as Remit does", self.shown());
        let hint = "check --url or REMIT_URL";
        if status >= 500 { Failure::passing(what, hint) } else { Failure::refused(what, hint) }
    }
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

fn wait(response: &Response) -> Option<Duration> {
    let seconds = response.headers().get(header::RETRY_AFTER)?.to_str().ok()?.parse().ok()?;
    Some(Duration::from_secs(seconds))
}

/// The innermost cause: what the machine said.
pub(super) fn reason(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "no answer in time".to_owned();
    }
    let mut cause: &dyn std::error::Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    let text = cause.to_string();
    match text.split_once(" (os error") {
        Some((words, _)) => words.to_lowercase(),
        None => text,
    }
}
