//! What all pages ask the server.

use leptos::prelude::*;

use super::fragment::Fragment;
use crate::{codec::Json, error::AppError};

/// Whose account this is, and who is signed in.
#[server(prefix = "/actions", endpoint = "account", input = Json, output = Json)]
pub async fn account() -> Result<Fragment, AppError> {
    use super::{account::AccountMenu, words::Words};
    let session = crate::session::session()?;
    let (name, email) =
        (crate::session::engine()?.account(session.account).await?.name.to_string(), session.email);
    let words = Words::of(crate::session::locale());
    Ok(Fragment::render(words, || view! { <AccountMenu name email /> }))
}
