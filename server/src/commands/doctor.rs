//! `remit doctor`

use std::process::ExitCode;

use crate::config::Config;

/// Says what was checked and every difference; exit code 1 when there is one. Changes nothing.
pub(super) async fn doctor(config: &Config) -> anyhow::Result<ExitCode> {
    println!("Data           {}", config.data_dir.display());
    println!("Database       {}", config.database_shown());
    let db = super::open(config, false).await?;
    if !db.is_current().await? {
        println!("Schema         not current\n  hint: run `remit migrate` with this version");
        return Ok(ExitCode::FAILURE);
    }
    println!("Schema         current");
    let differences = super::engine_without_rails(config, db.clone())?.recount().await?;
    for difference in &differences {
        println!("  {} of {}: {}", difference.what, difference.object, difference.detail);
    }
    println!("Books          {}", counted(differences.len()));
    db.close().await;
    Ok(if differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn counted(differences: usize) -> String {
    match differences {
        0 => "no difference".to_owned(),
        1 => "1 difference".to_owned(),
        count => format!("{count} differences"),
    }
}
