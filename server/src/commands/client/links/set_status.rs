//! `remit links disable`, `remit links enable`

use serde_json::json;

use super::Named;
use crate::commands::client::{Failure, Screen, api::Api, screen::text};

/// Sets the status; a link that has it already is left as it is.
pub(super) async fn set(api: &Api, screen: &Screen, named: &Named, status: &str) -> Result<(), Failure> {
    let link = api.patch(&named.path()?, &json!({"status": status})).await?;
    screen.show(&link, |_| format!("{} is {}", text(&link["id"]), text(&link["status"])))
}
