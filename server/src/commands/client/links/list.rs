//! `remit links list`

use clap::{Args, ValueEnum};
use serde_json::Value;

use super::{amount, usages};
use crate::commands::client::{
    Failure, Screen,
    api::Api,
    screen::{line, note, text},
    table::Table,
};

/// The most that one request answers with.
const LARGEST_PAGE: u8 = 100;

#[derive(Debug, Args)]
pub(crate) struct List {
    /// Only links of this status
    #[arg(long, value_enum, ignore_case = true)]
    status: Option<Status>,
    /// Only links that this finds: an id, or words of the reference, name, title, address or what customers entered
    #[arg(long, value_name = "TEXT")]
    q: Option<String>,
    /// How many, from 1 to 100
    #[arg(long, value_name = "COUNT", default_value_t = 25, value_parser = clap::value_parser!(u8).range(1..=100))]
    limit: u8,
    /// All that there are, however many
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    /// Only links older than this one
    #[arg(long, value_name = "PLINK")]
    starting_after: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Status {
    Active,
    Disabled,
    Expired,
    Used,
}

/// Writes page after page, as each comes.
pub(super) async fn list(api: &Api, screen: &Screen, asked: List) -> Result<(), Failure> {
    let mut table = Table::new(["ID", "STATUS", "AMOUNT", "USAGES", "EXPIRES", "REFERENCE", "NAME"]);
    let mut cursor = asked.starting_after.clone();
    let mut found = false;
    loop {
        let page = api.get("/payment_links", &asked.query(cursor.as_deref())).await?;
        let links = page["data"].as_array().map(Vec::as_slice).unwrap_or_default();
        found |= !links.is_empty();
        write(screen, &mut table, links)?;
        cursor = page["next_cursor"].as_str().map(str::to_owned);
        match &cursor {
            Some(_) if asked.all => {}
            Some(next) => {
                note(&format!("there are more: --all lists them, --starting-after {next} goes on"));
                return Ok(());
            }
            None => {
                if !found {
                    note("no links found");
                }
                return Ok(());
            }
        }
    }
}

impl List {
    fn query(&self, cursor: Option<&str>) -> Vec<(&'static str, String)> {
        let limit = if self.all { LARGEST_PAGE } else { self.limit };
        let parts = [
            ("limit", Some(limit.to_string())),
            ("status", self.status.map(|status| format!("{status:?}").to_uppercase())),
            ("q", self.q.clone()),
            ("starting_after", cursor.map(str::to_owned)),
        ];
        parts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

fn write(screen: &Screen, table: &mut Table<7>, links: &[Value]) -> Result<(), Failure> {
    if screen.json() {
        return links.iter().try_for_each(|link| line(&link.to_string()));
    }
    if links.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = links.iter().map(row).collect();
    table.lines(&rows, &screen.paint).iter().try_for_each(|shown| line(shown))
}

/// The name comes last: letters of some alphabets are wider than others.
fn row(link: &Value) -> [String; 7] {
    [
        text(&link["id"]),
        text(&link["status"]),
        amount(link),
        usages(link),
        text(&link["expires_at"]),
        text(&link["payment_details"]["reference"]),
        text(&link["name"]),
    ]
}
