//! A shop that is filled before its doors open, and somebody signed in.

use super::http::Client;
use super::lists::Size;
use crate::repo;
use crate::server::{Place, Server};
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;
use std::time::Instant;

/// The shop, its doors open. Fields are dropped in this order.
pub struct Shop {
    pub client: Client,
    /// Ids, and what a customer entered, to ask for.
    pub facts: Value,
    _server: Server,
    _place: Place,
}

impl Shop {
    /// Fills a fresh database, starts `binary` over it and signs in.
    pub fn open(binary: &Path, size: Size, on_postgres: bool) -> Result<Self> {
        let place = Place::fresh(binary, on_postgres)?;
        // The first start makes the account, the second serves.
        drop(place.start()?);
        let seeding = Instant::now();
        let (links, usages) = (size.links.to_string(), size.usages.to_string());
        let seed = ["run", "--quiet", "--package=engine", "--features=testing", "--example=seed", "--"];
        let facts = repo::output(repo::cargo(&seed).args([&place.database(), &links, &usages]))?;
        println!("{links} links and {usages} usages in {:.0?}", seeding.elapsed());
        let server = place.start()?;
        let client = sign_in(&server)?;
        Ok(Self { client, facts: serde_json::from_str(&facts)?, _server: server, _place: place })
    }
}

fn sign_in(server: &Server) -> Result<Client> {
    let mut client = Client::new(server.fact("url"));
    let email = server.fact("owner_email").replace('@', "%40");
    let form = format!("email={email}&password={}", server.fact("owner_password"));
    let answer = client.post("/login", "application/x-www-form-urlencoded", &form)?;
    let cookie = answer.cookie.as_deref().and_then(|cookie| cookie.split(';').next());
    let cookie = cookie.context("signing in gave no cookie")?.to_owned();
    client.headers.push(("cookie", cookie));
    let page = client.get("/payments/links")?.text();
    let token = page.split_once("data-csrf=\"").and_then(|(_, rest)| rest.split_once('"'));
    let token = token.context("the page has no token")?.0.to_owned();
    client.headers.push(("x-csrf-token", token));
    Ok(client)
}
