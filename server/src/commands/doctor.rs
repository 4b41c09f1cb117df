//! `remit doctor`

use std::process::ExitCode;

use anyhow::anyhow;
use engine::{Db, mail::Mailer as _};
use url::Url;

use crate::{config::Config, mail::SmtpMailer};

/// Says what was checked and every difference; exit code 1 when there is one. Changes nothing.
pub(super) async fn doctor(config: &Config) -> anyhow::Result<ExitCode> {
    println!("Data           {}", config.data_dir.display());
    println!("Database       {}", config.database_shown());
    let db = open(config).await?;
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
    let mail = mail(config).await?;
    Ok(if differences.is_empty() && mail { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Says whether mail is configured and its server lets us in; `false` when it does not. Sends nothing.
async fn mail(config: &Config) -> anyhow::Result<bool> {
    let Some(settings) = &config.mail else {
        println!("Mail           not configured");
        return Ok(true);
    };
    // Nothing is written, so no page has to be led to.
    let nowhere = Url::parse("http://localhost")?;
    let checked = SmtpMailer::new(settings, &nowhere)?.check().await;
    match checked {
        Ok(()) => println!("Mail           {} answers", settings.server_shown()),
        Err(error) => println!("Mail           {}: {error}", settings.server_shown()),
    }
    Ok(checked.is_ok())
}

/// Opens the database as it is. One that is not there is not made, nor is its folder.
async fn open(config: &Config) -> anyhow::Result<Db> {
    let url = config.database_url.replace("mode=rwc", "mode=rw");
    Db::connect(&url).await.map_err(|error| {
        anyhow!(
            "there is no database to open at {} ({error})\n  hint: check --data-dir and --database-url; `remit serve` makes a new one",
            config.database_shown()
        )
    })
}

fn counted(differences: usize) -> String {
    match differences {
        0 => "no difference".to_owned(),
        1 => "1 difference".to_owned(),
        count => format!("{count} differences"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Flags;

    #[tokio::test]
    async fn looking_for_a_database_that_is_not_there_makes_none() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("typo");
        let there = folder.path().join("there");
        std::fs::create_dir(&there).unwrap();
        for data_dir in [&missing, &there] {
            let flags = Flags { data_dir: Some(data_dir.display().to_string()), ..Flags::default() };
            let config = Config::load(&flags, &|_| None).unwrap();
            let refused = doctor(&config).await.unwrap_err().to_string();
            assert!(refused.starts_with("there is no database to open at"), "{refused}");
        }
        assert!(!missing.exists());
        assert_eq!(std::fs::read_dir(&there).unwrap().count(), 0);
        let flags = Flags { data_dir: Some(missing.display().to_string()), ..Flags::default() };
        let config = Config::load(&flags, &|_| None).unwrap();
        super::super::open(&config).await.unwrap().close().await;
        assert_eq!(doctor(&config).await.unwrap(), ExitCode::SUCCESS);
    }
}
