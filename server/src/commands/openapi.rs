//! `remit openapi`: prints the description of the API.

use std::io::{ErrorKind, Write as _};

use crate::api::described;

/// An OpenAPI document, in lines.
pub(super) fn openapi() -> anyhow::Result<()> {
    let text = serde_json::to_string_pretty(described::value())?;
    match writeln!(std::io::stdout().lock(), "{text}") {
        // Who reads on needs no more, as `head` does.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}
