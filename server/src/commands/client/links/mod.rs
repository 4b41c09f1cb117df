//! `remit links`

mod create;
mod get;
mod list;
mod set_status;

use clap::{Args, Subcommand};
use serde_json::Value;

use self::{create::Create, list::List};
use super::{Asked, Failure, Screen, screen::text, table::facts};

#[derive(Debug, Subcommand)]
pub(crate) enum Links {
    /// Create a link and print its URL; in a terminal also as a code for a phone
    Create(Box<Create>),
    /// List links, newest first
    List(List),
    /// Show a link
    Get(Named),
    /// Take no more payments, until the link is enabled again
    Disable(Named),
    /// Take payments again
    Enable(Named),
}

/// One link.
#[derive(Debug, Args)]
pub(crate) struct Named {
    /// The link's id
    #[arg(value_name = "PLINK")]
    id: String,
}

impl Named {
    /// The link's path of the API. An id has letters and digits only; anything else finds nothing.
    fn path(&self) -> Result<String, Failure> {
        let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
        if self.id.chars().all(fits) {
            return Ok(format!("/payment_links/{}", self.id));
        }
        Err(Failure::usage(
            format!("`{}` is no id of a link", self.id),
            "an id looks like plink_…; `remit links list --q TEXT` finds it",
        ))
    }
}

pub(super) async fn run(asked: Asked<Links>) -> Result<(), Failure> {
    let (command, api, screen) = asked.open()?;
    match command {
        Links::Create(asked) => create::create(&api, &screen, &asked).await,
        Links::List(asked) => list::list(&api, &screen, asked).await,
        Links::Get(named) => get::get(&api, &screen, &named).await,
        Links::Disable(named) => set_status::set(&api, &screen, &named, "DISABLED").await,
        Links::Enable(named) => set_status::set(&api, &screen, &named, "ACTIVE").await,
    }
}

/// `AED 150.00`
fn amount(link: &Value) -> String {
    let details = &link["payment_details"];
    format!("{} {}", text(&details["currency"]), text(&details["amount"]))
}

/// `12 / 1000`, and how many are being paid right now.
fn usages(link: &Value) -> String {
    let taken = format!("{} / {}", link["completed_usages"], link["max_usages"]);
    match link["reserved_usages"].as_u64() {
        Some(reserved) if reserved > 0 => format!("{taken} + {reserved} paying"),
        _ => taken,
    }
}

/// Everything of a link that a person asks for.
fn describe(screen: &Screen, link: &Value) -> String {
    let some = |value: &Value| (!value.is_null()).then(|| text(value));
    let metadata = link["metadata"].as_object().into_iter().flatten();
    let metadata: Vec<_> = metadata.map(|(key, value)| format!("{key}={}", text(value))).collect();
    facts(
        &screen.paint,
        &[
            ("Link", some(&link["url"])),
            ("ID", some(&link["id"])),
            ("Status", some(&link["status"])),
            ("Amount", Some(amount(link))),
            ("Reference", some(&link["payment_details"]["reference"])),
            ("Name", some(&link["name"])),
            ("Title", some(&link["title"])),
            ("Description", some(&link["description"])),
            ("Usages", Some(usages(link))),
            ("Expires", some(&link["expires_at"])),
            ("After", some(&link["redirect_url"])),
            ("Metadata", (!metadata.is_empty()).then(|| metadata.join(", "))),
            ("Created", some(&link["created_at"])),
        ],
    )
}
