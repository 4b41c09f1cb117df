//! Requests to a server on this machine, timed.

use anyhow::{Context, Result};
use std::time::{Duration, Instant};
use ureq::{Agent, Body, RequestBuilder, http::Response, typestate::WithBody};

/// A browser without a screen: one connection that stays open, with the headers of whoever signed in.
pub struct Client {
    agent: Agent,
    url: String,
    /// Sent along with every request.
    pub headers: Vec<(&'static str, String)>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub cookie: Option<String>,
    pub body: Vec<u8>,
    /// From the first byte sent to the first of the body, and to the last.
    pub first_byte: Duration,
    pub took: Duration,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Client {
    /// Of `http://HOST:PORT`. Follows no redirect, and takes every status for an answer.
    pub fn new(url: &str) -> Self {
        let agent = Agent::config_builder().max_redirects(0).http_status_as_error(false).build().into();
        Self { agent, url: url.trim_end_matches('/').to_owned(), headers: Vec::new() }
    }

    pub fn get(&self, path: &str) -> Result<Answer> {
        let mut request = self.agent.get(format!("{}{path}", self.url));
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let started = Instant::now();
        read(request.call().with_context(|| format!("GET {path}"))?, started)
    }

    pub fn post(&self, path: &str, kind: &str, body: &str) -> Result<Answer> {
        self.send(self.agent.post(format!("{}{path}", self.url)), kind, body)
            .with_context(|| format!("POST {path}"))
    }

    pub fn patch(&self, path: &str, kind: &str, body: &str) -> Result<Answer> {
        self.send(self.agent.patch(format!("{}{path}", self.url)), kind, body)
            .with_context(|| format!("PATCH {path}"))
    }

    fn send(&self, request: RequestBuilder<WithBody>, kind: &str, body: &str) -> Result<Answer> {
        let mut request = request.header("content-type", kind);
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let started = Instant::now();
        read(request.send(body)?, started)
    }
}

fn read(mut response: Response<Body>, started: Instant) -> Result<Answer> {
    let first_byte = started.elapsed();
    let cookie =
        response.headers().get("set-cookie").and_then(|cookie| cookie.to_str().ok()).map(str::to_owned);
    let status = response.status().as_u16();
    let body = response.body_mut().with_config().limit(u64::MAX).read_to_vec()?;
    Ok(Answer { status, cookie, body, first_byte, took: started.elapsed() })
}
