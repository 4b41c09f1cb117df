//! What all pages ask the server.

use leptos::prelude::*;

use super::fragment::Fragment;
use crate::{codec::Json, csrf::Client, error::AppError};

/// Whose account this is, and who is signed in.
#[server(prefix = "/actions", endpoint = "account", input = Json, output = Json, client = Client)]
pub async fn account() -> Result<Fragment, AppError> {
    use super::{account::AccountMenu, words::Words};
    let session = crate::session::session()?;
    let name = crate::session::engine()?.account(session.account).await?.name.to_string();
    let words = Words::of(crate::session::locale());
    Ok(Fragment::render(words, || view! { <AccountMenu name session /> }))
}
