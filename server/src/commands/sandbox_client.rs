//! `remit sandbox-client`

use anyhow::Context as _;

use crate::{config::Config, sandbox};

/// Prints the list of clients for a sandbox bank that runs alone: this installation, by its public keys.
pub(super) async fn sandbox_client(config: &Config) -> anyhow::Result<()> {
    let base_url = config.base_url.as_ref().context(
        "the bank must know where customers come back to\n  hint: name the servers' address with --base-url",
    )?;
    let db = super::open(config).await?;
    let client = sandbox::client(&db, &super::maker(), base_url).await?;
    println!("{}", serde_json::to_string_pretty(&[client])?);
    db.close().await;
    Ok(())
}
