//! `remit events`

mod tail;

use clap::Subcommand;
use serde_json::Value;

use super::{Asked, Failure, follow::Wanted, screen::text};

#[derive(Debug, Subcommand)]
pub(crate) enum Events {
    /// Show what happens, as it happens, until Ctrl-C
    Tail(Wanted),
}

pub(super) async fn run(asked: Asked<Events>) -> Result<(), Failure> {
    let (Events::Tail(wanted), api, screen) = asked.open()?;
    tail::tail(&api, &screen, wanted).await
}

/// An event on one line: its place, when, what, and about which object.
pub(super) fn line(event: &Value) -> String {
    let object = &event["data"];
    let line = format!(
        "{:>6}  {:<24}  {:<23}  {:<30}  {}",
        text(&event["sequence"]),
        text(&event["created_at"]),
        text(&event["type"]),
        text(&object["id"]),
        gist(object),
    );
    line.trim_end().to_owned()
}

/// How much, and how it stands. What customers entered is not shown.
fn gist(object: &Value) -> String {
    // A link's amount stands among its payment details.
    let details = if object["payment_details"].is_null() { object } else { &object["payment_details"] };
    let parts = [&details["currency"], &details["amount"], &object["status"]];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_null()).map(text).collect();
    parts.join(" ")
}
