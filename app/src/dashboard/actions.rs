//! What all pages ask the server.

use leptos::{prelude::*, server_fn::codec::Json};

use super::model::Viewer;
use crate::error::AppError;

/// Who is signed in, and to which account.
#[server(prefix = "/actions", endpoint = "viewer", input = Json)]
pub async fn current_viewer() -> Result<Viewer, AppError> {
    let session = crate::session::session()?;
    let account = crate::session::engine()?.account(session.account).await?;
    Ok(Viewer {
        account: account.name.to_string(),
        email: session.email,
        test_mode: session.mode == domain::Mode::Test,
    })
}
