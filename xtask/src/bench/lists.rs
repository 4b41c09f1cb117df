//! `cargo xtask bench lists`: every way to list, search and look at something, in a shop with very many of it.
//!
//! What is measured is the whole answer over loopback: session, queries, rendering. Pages are asked for as a
//! browser opens them, lists as it asks while one filters.

use super::shop::Shop;
use super::table::{Row, report};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// How much the shop has, and how it is measured.
#[derive(Clone, Copy)]
pub struct Size {
    pub links: u32,
    pub usages: u32,
    pub runs: u32,
    pub budget: Duration,
}

/// Fills, measures and reports.
pub fn run(binary: &Path, size: Size, postgres: bool) -> Result<()> {
    let mut bench = Bench { shop: Shop::open(binary, size, postgres)?, runs: size.runs, rows: Vec::new() };
    bench.links()?;
    bench.usages()?;
    bench.details()?;
    report(&bench.rows, size.budget)
}

struct Bench {
    shop: Shop,
    runs: u32,
    rows: Vec<Row>,
}

impl Bench {
    /// Asks once to warm up, then as often as it is measured.
    fn measure(&mut self, name: &str, mut ask: impl FnMut(&mut Shop) -> Result<Duration>) -> Result<()> {
        ask(&mut self.shop).with_context(|| name.to_owned())?;
        let times = (0..self.runs).map(|_| ask(&mut self.shop)).collect::<Result<Vec<_>>>()?;
        self.rows.push(Row::new(name, times));
        Ok(())
    }

    fn page(&mut self, name: &str, path: &str) -> Result<()> {
        self.measure(name, |shop| {
            let answer = shop.client.get(path)?;
            if answer.status != 200 {
                bail!("{path} answered {}", answer.status);
            }
            Ok(answer.took)
        })
    }

    /// What the browser asks a server function for.
    fn action(&mut self, name: &str, action: &str, arguments: &Value) -> Result<()> {
        let body = arguments.to_string();
        self.measure(name, |shop| {
            let answer = shop.client.post(&format!("/actions/{action}"), "application/json", &body)?;
            if answer.status != 200 {
                bail!("{action} answered {}: {}", answer.status, answer.text());
            }
            Ok(answer.took)
        })
    }

    fn links_at(&mut self, name: &str, (status, q, more, after): (&str, &str, &str, &str)) -> Result<()> {
        let query = json!({"status": status, "q": q, "more": more, "after": after, "before": ""});
        self.action(&format!("links: {name}"), "links", &json!({ "query": query }))
    }

    fn links(&mut self) -> Result<()> {
        let (middle, phone) = (self.fact("link"), self.fact("phone"));
        self.page("links: the page itself", "/payments/links")?;
        for (name, more) in [
            ("newest", ""),
            ("oldest", "sort=oldest"),
            ("largest amount", "sort=amount"),
            ("next to expire", "sort=expiry"),
        ] {
            self.links_at(&format!("{name}, first page"), ("", "", more, ""))?;
            self.links_at(&format!("{name}, in the middle"), ("", "", more, &middle))?;
        }
        for status in ["active", "disabled", "expired", "used"] {
            self.links_at(status, (status, "", "", ""))?;
        }
        self.links_at("active, by amount, one currency", ("active", "", "currency=KWD&sort=amount", ""))?;
        self.links_at(
            "used, dates, amounts",
            ("used", "", "currency=AED&least=10&most=900&created_from=2025-12-01&created_to=2026-03-01", ""),
        )?;
        self.links_at("nothing that fits", ("used", "", "currency=JPY&least=1&most=2&sort=expiry", ""))?;
        for (name, q) in [
            ("id", middle.as_str()),
            ("a word many have", "workshop"),
            ("a word in Arabic", "ورشة"),
            ("a reference", "inv-012345"),
            ("its last digits", "2345"),
            ("two words", "ceramics workshop 77"),
            ("one letter", "c"),
            ("two letters", "in"),
            ("nobody’s word", "xylophone"),
            ("a customer’s phone", phone.as_str()),
            ("a phone’s end", "4567"),
            ("a country’s digits", "97150"),
            ("an email", "lina.haddad12"),
            ("a first name of very many", "lina"),
            ("a whole name", "omar mansour"),
            ("a customer’s name in Arabic", "لينا"),
            ("no letter at all", "%"),
        ] {
            self.links_at(&format!("search, {name}"), ("", q, "", ""))?;
        }
        self.links_at("search and filters", ("active", "workshop", "currency=AED&sort=amount", ""))
    }

    fn usages_at(&mut self, name: &str, (status, q, more, after): (&str, &str, &str, &str)) -> Result<()> {
        let query = json!({"status": status, "q": q, "more": more, "after": after, "before": ""});
        let link = self.fact("busiest");
        self.action(&format!("usages: {name}"), "usages", &json!({ "link": link, "query": query }))
    }

    fn usages(&mut self) -> Result<()> {
        let (usage, phone, email) = (self.fact("usage"), self.fact("phone"), self.fact("email"));
        self.usages_at("first page", ("", "", "", ""))?;
        self.usages_at("in the middle", ("", "", "", &usage))?;
        for status in ["started", "payment_created", "failed", "expired"] {
            self.usages_at(status, (status, "", "", ""))?;
        }
        self.usages_at("failed, in the middle", ("failed", "", "", &usage))?;
        for (name, more) in [
            ("settled", "payment=settled"),
            ("rejected", "payment=rejected"),
            ("held: none", "payment=held"),
            ("without a payment", "payment=none"),
        ] {
            self.usages_at(name, ("", "", more, ""))?;
        }
        self.usages_at(
            "failed and rejected, one month",
            ("failed", "", "payment=rejected&started_from=2026-06-01&started_to=2026-06-30", ""),
        )?;
        self.usages_at("failed and settled: none", ("failed", "", "payment=settled", ""))?;
        for (name, q) in [
            ("id", usage.as_str()),
            ("a phone", &phone),
            ("a phone’s end", phone.get(phone.len().saturating_sub(4)..).unwrap_or_default()),
            ("an email", &email),
            ("a first name", "lina"),
            ("a whole name", "omar mansour"),
            ("a name in Arabic", "لينا"),
            ("one letter", "l"),
            ("two letters", "xy"),
            ("a country’s digits", "97150"),
            ("nobody’s word", "xylophone"),
        ] {
            self.usages_at(&format!("search, {name}"), ("", q, "", ""))?;
        }
        self.usages_at("search and filters", ("failed", "lina", "payment=none", ""))
    }

    fn details(&mut self) -> Result<()> {
        let (busiest, link, usage) = (self.fact("busiest"), self.fact("link"), self.fact("usage"));
        self.action("the drawer of a usage", "usage", &json!({ "usage": usage }))?;
        self.action("a link, with its results", "link", &json!({ "link": link }))?;
        self.action("the busiest link, with its results", "link", &json!({ "link": busiest }))?;
        self.page(
            "the busiest link’s page, with the drawer",
            &format!("/payments/links/{busiest}?usage={usage}"),
        )?;
        self.first_byte("links.csv, first byte", "/payments/links.csv?status=used")?;
        self.first_byte(
            "usages.csv, first byte",
            &format!("/payments/links/{busiest}/usages.csv?q={}", self.fact("email")),
        )
    }

    /// A file is read to its end, but what counts is when it begins.
    fn first_byte(&mut self, name: &str, path: &str) -> Result<()> {
        self.measure(name, |shop| {
            let answer = shop.client.get(path)?;
            if answer.status != 200 {
                bail!("{path} answered {}", answer.status);
            }
            Ok(answer.first_byte)
        })
    }

    fn fact(&self, name: &str) -> String {
        self.shop.facts[name].as_str().unwrap_or_default().to_owned()
    }
}
