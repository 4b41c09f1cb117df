//! `remit key create`

use anyhow::bail;
use clap::{Args, Subcommand};
use domain::{Mode, access::Scope, text::Name};
use engine::{Engine, auth::CreatedKey};
use secrecy::ExposeSecret as _;

use crate::config::Config;

#[derive(Debug, Subcommand)]
pub(super) enum Key {
    /// Make an API key with every scope and show it once
    Create(Create),
}

#[derive(Debug, Args)]
pub(super) struct Create {
    /// Who owns the account: what they sign in with
    #[arg(long)]
    email: String,
    /// What the key reaches: test or live
    #[arg(long, default_value_t = Mode::Test)]
    mode: Mode,
    /// What the key is for, to tell it from others
    #[arg(long, value_name = "TEXT", default_value = "API key")]
    name: Name,
}

pub(super) async fn run(config: &Config, Key::Create(asked): Key) -> anyhow::Result<()> {
    let db = super::open(config).await?;
    let engine = super::engine_without_rails(config, db.clone())?;
    let key = create(&engine, asked).await?;
    println!("API key   {}  (shown only now)", key.secret.expose_secret());
    db.close().await;
    Ok(())
}

async fn create(engine: &Engine, Create { email, mode, name }: Create) -> anyhow::Result<CreatedKey> {
    let Some(owner) = engine.find_user(&email, mode).await? else {
        bail!("nobody signs in with {email}\n  hint: `remit owner create` makes an account and its owner");
    };
    Ok(engine.create_key(&owner, name, Scope::ALL.to_vec()).await?)
}

#[cfg(test)]
mod tests {
    use engine::testing::{TestDatabase, World};

    use super::*;

    fn asked(email: &str) -> Create {
        Create { email: email.to_owned(), mode: Mode::Live, name: "Till".parse().unwrap() }
    }

    #[tokio::test]
    async fn a_key_is_made_for_the_account_and_mode_named() {
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let key = create(&world.engine, asked(" Owner@Shop.example")).await.unwrap();
        let actor = world.engine.authenticate_key(key.secret.expose_secret()).await.unwrap();
        assert_eq!((actor.account, actor.mode), (world.account, Mode::Live));
    }

    #[tokio::test]
    async fn without_such_a_person_there_is_no_key() {
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let refused = create(&world.engine, asked("nobody@shop.example")).await.unwrap_err().to_string();
        assert!(refused.starts_with("nobody signs in with nobody@shop.example"), "{refused}");
    }
}
