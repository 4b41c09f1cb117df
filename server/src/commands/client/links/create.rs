//! `remit links create`

use clap::Args;
use serde_json::{Map, Value, json};

use super::describe;
use crate::commands::{
    client::{Failure, Screen, api::Api, screen::text},
    terminal,
};

#[derive(Debug, Args)]
pub(crate) struct Create {
    /// What to pay, such as 150.00
    #[arg(long, value_name = "DECIMAL")]
    amount: String,
    /// Of which currency, such as AED
    #[arg(long, value_name = "CODE")]
    currency: String,
    /// What the bank writes on the statement
    #[arg(long, value_name = "TEXT")]
    reference: String,
    /// What you call it; customers do not see it
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// What customers read above the amount
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// What customers read below the title
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// How many payments it takes [default: 1000]
    #[arg(long, value_name = "COUNT")]
    max_usages: Option<u32>,
    /// Until when, such as 2027-06-30T20:00:00Z [default: for ever]
    #[arg(long, value_name = "TIME")]
    expires_at: Option<String>,
    /// Where the page of who has paid leads to; registered before
    #[arg(long, value_name = "URL")]
    redirect_url: Option<String>,
    /// Where the page of who has not paid leads to; registered before
    #[arg(long, value_name = "URL")]
    cancel_url: Option<String>,
    /// Who receives the money [default: the default destination]
    #[arg(long, value_name = "DST")]
    destination_id: Option<String>,
    /// The end of its address, in small letters, digits and hyphens [default: random]
    #[arg(long, value_name = "TEXT")]
    slug: Option<String>,
    /// A pair of your own, kept with the link; may be repeated
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair)]
    metadata: Vec<(String, String)>,
    /// Makes a repeated command the same link: any text that is new for each link
    #[arg(long, value_name = "KEY")]
    idempotency_key: Option<String>,
}

pub(super) async fn create(api: &Api, screen: &Screen, asked: &Create) -> Result<(), Failure> {
    let link = api.post("/payment_links", &asked.body(), asked.idempotency_key.as_deref()).await?;
    screen.show(&link, |screen| {
        let url = text(&link["url"]);
        // A script gets the URL alone.
        if !screen.is_terminal() {
            return url;
        }
        format!("\n{}{}\n", terminal::code(&screen.paint, &url), describe(screen, &link))
    })
}

impl Create {
    /// The body of the request: what was said, and no more.
    fn body(&self) -> Value {
        let details = json!({"amount": self.amount, "currency": self.currency, "reference": self.reference});
        let mut body = Map::from_iter([("payment_details".to_owned(), details)]);
        if let Some(id) = &self.destination_id {
            body["payment_details"]["destination_id"] = json!(id);
        }
        let texts = [
            ("name", &self.name),
            ("title", &self.title),
            ("description", &self.description),
            ("expires_at", &self.expires_at),
            ("redirect_url", &self.redirect_url),
            ("cancel_url", &self.cancel_url),
            ("slug", &self.slug),
        ];
        body.extend(
            texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), json!(text.as_ref()?)))),
        );
        if let Some(count) = self.max_usages {
            body.insert("max_usages".to_owned(), json!(count));
        }
        if !self.metadata.is_empty() {
            let pairs = self.metadata.iter().map(|(key, value)| (key.clone(), json!(value)));
            body.insert("metadata".to_owned(), Value::Object(pairs.collect()));
        }
        Value::Object(body)
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err("write a key, an equals sign and a value".to_owned()),
    }
}
