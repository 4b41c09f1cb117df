//! `remit owner create`

use std::io::{IsTerminal as _, Read as _};

use clap::{Args, Subcommand};
use engine::{Error, accounts::NewAccount};
use secrecy::SecretString;

use super::secrets;
use crate::config::Config;

#[derive(Debug, Subcommand)]
pub(super) enum Owner {
    /// Make an account and the person who owns it
    ///
    /// The password is read from `REMIT_OWNER_PASSWORD` or from standard input; without either one is made
    /// and shown once.
    Create(Create),
}

#[derive(Debug, Args)]
pub(super) struct Create {
    /// What the owner signs in with
    #[arg(long)]
    email: String,
    /// What customers read as who is paid
    #[arg(long, value_name = "NAME")]
    account_name: String,
    /// How the account's people see times: an IANA name
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    time_zone: String,
}

pub(super) async fn run(config: &Config, Owner::Create(create): Owner) -> anyhow::Result<()> {
    let db = super::open(config, true).await?;
    let engine = super::engine_without_rails(config, db.clone())?;
    let name = create.account_name.parse().map_err(|error| anyhow::anyhow!("--account-name: {error}"))?;
    let (password, made) = match given_password()? {
        Some(password) => (password, false),
        None => (secrets::password(&super::maker()), true),
    };
    let new = NewAccount {
        name,
        time_zone: create.time_zone,
        contact_email: Some(create.email.clone()),
        contact_phone: None,
    };
    let account = engine.create_account(new).await.map_err(words)?;
    engine
        .create_owner(account, &create.email, &SecretString::from(password.clone()))
        .await
        .map_err(words)?;
    println!("{} owns the new account {account}", create.email);
    if made {
        println!("Password  {password}  (shown only now)");
    }
    db.close().await;
    Ok(())
}

/// The password of the environment, or of a standard input that is no terminal.
fn given_password() -> anyhow::Result<Option<String>> {
    if let Ok(password) = std::env::var("REMIT_OWNER_PASSWORD") {
        return Ok(Some(password));
    }
    let mut stdin = std::io::stdin();
    if stdin.is_terminal() {
        return Ok(None);
    }
    let mut text = String::new();
    stdin.read_to_string(&mut text)?;
    let password = text.trim_end_matches(['\r', '\n']).to_owned();
    Ok(Some(password).filter(|password| !password.is_empty()))
}

/// An error with the words of each parameter.
fn words(error: Error) -> anyhow::Error {
    match error {
        Error::Invalid(errors) => {
            let lines: Vec<_> =
                errors.iter().map(|error| format!("{}: {}", error.param, error.detail)).collect();
            anyhow::anyhow!(lines.join("\n"))
        }
        error => error.into(),
    }
}
