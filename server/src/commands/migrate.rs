//! `remit migrate`

use crate::config::Config;

/// Brings the schema up to date; safe to run while servers are up.
pub(super) async fn migrate(config: &Config) -> anyhow::Result<()> {
    let db = super::open(config).await?;
    println!("The schema of {} is current", config.database_shown());
    db.close().await;
    Ok(())
}
