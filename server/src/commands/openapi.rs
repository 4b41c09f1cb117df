//! `remit openapi`: prints the description of the API.

use std::io::Write as _;

use crate::api::described;

/// An OpenAPI document, in lines.
pub(super) fn openapi() -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, described::value())?;
    writeln!(out)?;
    Ok(())
}
