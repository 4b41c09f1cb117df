//! `remit owner create` and `remit owner password`

use std::io::Read as _;

use clap::{Args, Subcommand};
use domain::{
    Mode,
    contact::{Email, Phone},
    text::Name,
};
use engine::{
    Engine, Error, Maker,
    accounts::{NewAccount, NewOwner},
    auth::new_key,
};
use secrecy::{ExposeSecret as _, SecretString};

use super::secrets;
use crate::config::Config;

#[derive(Debug, Subcommand)]
pub(super) enum Owner {
    /// Make an account and the person who owns it, with a test key and a sandbox destination
    ///
    /// The password is read from `REMIT_OWNER_PASSWORD`, or from standard input with `--password-stdin`;
    /// without either one is made and shown once.
    Create(Create),
    /// Give somebody who signs in a new password, and sign them out everywhere
    ///
    /// The password is read from `REMIT_OWNER_PASSWORD`, or from standard input with `--password-stdin`;
    /// without either one is made and shown once.
    Password(Password),
}

#[derive(Debug, Args)]
pub(super) struct Create {
    /// What the owner signs in with
    #[arg(long)]
    email: String,
    /// What customers read as who is paid
    #[arg(long, value_name = "NAME")]
    account_name: Name,
    /// How the account's people see times: an IANA name
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    time_zone: String,
    /// How customers reach the merchant; the owner's email when it is left out
    #[arg(long, value_name = "EMAIL")]
    contact_email: Option<Email>,
    /// How customers reach the merchant by phone
    #[arg(long, value_name = "PHONE")]
    contact_phone: Option<Phone>,
    /// Read the password from standard input
    #[arg(long)]
    password_stdin: bool,
}

#[derive(Debug, Args)]
pub(super) struct Password {
    /// What they sign in with
    #[arg(long)]
    email: String,
    /// Read the password from standard input
    #[arg(long)]
    password_stdin: bool,
}

pub(super) async fn run(config: &Config, owner: Owner) -> anyhow::Result<()> {
    let (Owner::Create(Create { password_stdin, .. }) | Owner::Password(Password { password_stdin, .. })) =
        &owner;
    let given = given_password(*password_stdin)?;
    let db = super::open(config).await?;
    let engine = super::engine_without_rails(config, db.clone())?;
    let make = super::maker();
    let said = match owner {
        Owner::Create(asked) => create(&engine, &make, asked, given).await?,
        Owner::Password(asked) => set_password(&engine, &make, &asked.email, given).await?,
    };
    print!("{said}");
    db.close().await;
    Ok(())
}

/// Sets the password; answers it when nobody knows it yet.
async fn set_password(
    engine: &Engine,
    make: &Maker,
    email: &str,
    given: Option<String>,
) -> anyhow::Result<String> {
    let made = given.is_none();
    let password = given.unwrap_or_else(|| secrets::password(make));
    engine.set_password(email, &SecretString::from(password.clone())).await.map_err(words)?;
    let mut text = format!("{email} has a new password and is signed out everywhere\n");
    if made {
        text += &format!("Password  {password}  (shown only now)\n");
    }
    Ok(text)
}

/// Makes the account; answers what its owner must know, some of it for the only time.
async fn create(
    engine: &Engine,
    make: &Maker,
    asked: Create,
    password: Option<String>,
) -> anyhow::Result<String> {
    let made = password.is_none();
    let password = password.unwrap_or_else(|| secrets::password(make));
    let test_key = new_key(Mode::Test, make);
    let email = asked.email;
    let account = NewAccount {
        name: asked.account_name,
        time_zone: asked.time_zone,
        contact_email: Some(
            asked.contact_email.map_or_else(|| email.clone(), |contact| contact.as_str().to_owned()),
        ),
        contact_phone: asked.contact_phone.map(|phone| phone.as_str().to_owned()),
    };
    let owner = NewOwner {
        email: email.clone(),
        password: SecretString::from(password.clone()),
        test_key: test_key.clone(),
    };
    let actor = engine.create_account(account, owner).await.map_err(words)?;
    let mut text = format!("{email} owns the new account {}\n", actor.account);
    if made {
        text += &format!("Password  {password}  (shown only now)\n");
    }
    text += &format!("API key   {}  (test mode; shown only now)\n", test_key.expose_secret());
    Ok(text)
}

/// The password of the environment, or of standard input when it was promised one.
fn given_password(stdin: bool) -> anyhow::Result<Option<String>> {
    if !stdin {
        return Ok(std::env::var("REMIT_OWNER_PASSWORD").ok());
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned()))
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

#[cfg(test)]
mod tests {
    use engine::testing::{TestDatabase, World};

    use super::*;

    fn asked() -> Create {
        Create {
            email: "lina@shop.example".to_owned(),
            account_name: "Shop".parse().unwrap(),
            time_zone: "UTC".to_owned(),
            contact_email: None,
            contact_phone: "+971501234567".parse().ok(),
            password_stdin: false,
        }
    }

    fn value<'a>(shown: &'a str, label: &str) -> &'a str {
        let line = shown.lines().find_map(|line| line.strip_prefix(label));
        line.and_then(|line| line.split_whitespace().next()).unwrap_or_else(|| panic!("{label} in {shown}"))
    }

    #[tokio::test]
    async fn the_key_and_the_password_shown_open_the_new_account() {
        let database = TestDatabase::sqlite().await;
        let engine = World::new(&database).await.engine;
        let shown = create(&engine, &super::super::maker(), asked(), None).await.unwrap();
        let actor = engine.authenticate_key(value(&shown, "API key")).await.unwrap();
        assert_eq!((actor.account.to_string().as_str(), actor.mode), (value(&shown, ACCOUNT), Mode::Test));
        let account = engine.account(actor.account).await.unwrap();
        let contact = (account.contact_email.as_deref(), account.contact_phone.as_deref());
        assert_eq!(contact, (Some("lina@shop.example"), Some("+971501234567")));
        let password = value(&shown, "Password").to_owned();
        assert!(engine.sign_in("lina@shop.example", &password.into()).await.is_ok());
    }

    #[tokio::test]
    async fn customers_need_not_write_to_what_the_owner_signs_in_with() {
        let database = TestDatabase::sqlite().await;
        let engine = World::new(&database).await.engine;
        let asked = Create { contact_email: "help@shop.example".parse().ok(), ..asked() };
        let shown = create(&engine, &super::super::maker(), asked, None).await.unwrap();
        let actor = engine.authenticate_key(value(&shown, "API key")).await.unwrap();
        let account = engine.account(actor.account).await.unwrap();
        assert_eq!(account.contact_email.as_deref(), Some("help@shop.example"));
    }

    const ACCOUNT: &str = "lina@shop.example owns the new account";

    #[tokio::test]
    async fn a_password_that_was_given_is_used_and_not_repeated() {
        let database = TestDatabase::sqlite().await;
        let engine = World::new(&database).await.engine;
        let given = Some("correct horse".to_owned());
        let shown = create(&engine, &super::super::maker(), asked(), given).await.unwrap();
        assert!(!shown.contains("Password") && !shown.contains("correct horse"), "{shown}");
        assert!(engine.sign_in("lina@shop.example", &"correct horse".into()).await.is_ok());
    }

    #[tokio::test]
    async fn what_is_wrong_is_named() {
        let database = TestDatabase::sqlite().await;
        let engine = World::new(&database).await.engine;
        let short = Some("short".to_owned());
        let refused = create(&engine, &super::super::maker(), asked(), short).await.unwrap_err();
        assert_eq!(refused.to_string(), "password: a password has 10 to 1,024 characters");
    }

    #[tokio::test]
    async fn a_forgotten_password_is_replaced() {
        let database = TestDatabase::sqlite().await;
        let engine = World::new(&database).await.engine;
        let make = super::super::maker();
        let shown = set_password(&engine, &make, World::EMAIL, None).await.unwrap();
        let password = value(&shown, "Password").to_owned();
        assert!(engine.sign_in(World::EMAIL, &password.into()).await.is_ok());
        let given = Some("correct horse".to_owned());
        let shown = set_password(&engine, &make, World::EMAIL, given).await.unwrap();
        assert!(!shown.contains("correct horse"), "{shown}");
        assert!(engine.sign_in(World::EMAIL, &"correct horse".into()).await.is_ok());
        let nobody = set_password(&engine, &make, "nobody@shop.example", None).await.unwrap_err();
        assert_eq!(nobody.to_string(), "there is no such user");
    }
}
