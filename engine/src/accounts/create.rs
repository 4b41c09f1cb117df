//! Creates accounts, each with all it takes to make a first link.

use domain::{
    Mode, Tone,
    access::{Actor, Role},
    destination::{AccountNumber, BankType, Scheme},
    id::{AccountId, DestinationId, UserId},
    text::Name,
};
use secrecy::SecretString;

use super::{Account, check};
use crate::{
    Engine, Error, Result,
    auth::password,
    destinations::Destination,
    store::{accounts, api_keys, destinations, users},
};

/// The number that banks print in their examples.
const SANDBOX_IBAN: &str = "AE070331234567890123456";

/// What an operator says about a new account.
#[derive(Clone, Debug)]
pub struct NewAccount {
    pub name: Name,
    /// An IANA name, such as `Asia/Dubai`.
    pub time_zone: String,
    pub contact_email: Option<String>,
    pub contact_phone: Option<String>,
}

/// The person who owns a new account, and what they start with.
#[derive(Clone, Debug)]
pub struct NewOwner {
    pub email: String,
    pub password: SecretString,
    /// The secret of the account's first key, for test mode: one that [`crate::auth::new_key`] has made. Whoever
    /// creates the account shows it.
    pub test_key: SecretString,
}

impl Engine {
    /// Creates an account with its owner, a test key of every scope and a default destination at the
    /// sandbox bank: all an installation needs for its first link, or nothing. The owner, in test mode.
    /// `Invalid` when the time zone does not exist, the contact phone cannot, the email is no email or is taken,
    /// or the password too short; emails are compared without regard to case.
    pub async fn create_account(&self, new: NewAccount, owner: NewOwner) -> Result<Actor> {
        check(Some(&new.time_zone), new.contact_phone.as_deref())?;
        let account = Account {
            id: AccountId::from_uuid(self.make.uuid()),
            name: new.name,
            time_zone: new.time_zone,
            contact_email: new.contact_email,
            contact_phone: new.contact_phone,
            accent: Tone::default(),
            created_at: self.now(),
        };
        let user = self.owner(account.id, &owner).await?;
        let (key, hash) = self.api_key("First key".parse().map_err(Error::internal)?, &owner.test_key);
        let destination = self.sandbox_destination(account.name.clone())?;
        let return_secret = self.make.bytes::<32>();
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    accounts::insert(tx, &account, &return_secret).await?;
                    if !users::insert(tx, &user, account.created_at).await? {
                        return Err(Error::invalid("email", "email_taken", "a user with this email exists"));
                    }
                    api_keys::insert(tx, (account.id, Mode::Test), &key, &hash).await?;
                    destinations::insert(tx, account.id, Mode::Test, &destination).await?;
                    Ok(user.actor(Mode::Test))
                })
            })
            .await
    }

    async fn owner(&self, account: AccountId, new: &NewOwner) -> Result<users::User> {
        let email = parse_email(&new.email)?;
        password::check_strength(&new.password)?;
        Ok(users::User {
            id: UserId::from_uuid(self.make.uuid()),
            account,
            email,
            password_hash: password::hash(&new.password, self.make.bytes()).await?,
            role: Role::Owner,
        })
    }

    /// Where test payments go until the merchant names another place; no money ever arrives there.
    fn sandbox_destination(&self, holder: Name) -> Result<Destination> {
        let now = self.now();
        Ok(Destination {
            id: DestinationId::from_uuid(self.make.uuid()),
            name: "Sandbox account".parse().map_err(Error::internal)?,
            holder,
            number: AccountNumber::parse(Scheme::Iban, SANDBOX_IBAN).map_err(Error::internal)?,
            country: "AE".parse().map_err(Error::internal)?,
            bank_type: Some(BankType::Sme),
            is_default: true,
            created_at: now,
            updated_at: now,
        })
    }
}

/// An email as it is kept and compared. Only its shape is checked: whether it is read, no check can say.
fn parse_email(text: &str) -> Result<String> {
    let email = text.trim().to_lowercase();
    let shaped = email
        .split_once('@')
        .is_some_and(|(local, host)| !local.is_empty() && host.contains('.') && !host.contains('@'));
    let plain = !email.contains(|c: char| c.is_whitespace() || c.is_control());
    if shaped && plain && email.len() <= 254 {
        Ok(email)
    } else {
        Err(Error::invalid("email", "email_shape", "an email looks like name@example.com"))
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;
    use crate::{
        auth::new_key,
        testing::{TestDatabase, World, new_link, on_each_database},
    };

    fn codes(error: &Error) -> Vec<&str> {
        match error {
            Error::Invalid(fields) => fields.iter().map(|field| field.code.as_str()).collect(),
            _ => vec![error.code()],
        }
    }

    fn shop() -> NewAccount {
        NewAccount {
            name: "Shop".parse().unwrap(),
            time_zone: "Asia/Dubai".to_owned(),
            contact_email: None,
            contact_phone: None,
        }
    }

    fn owner(engine: &Engine, email: &str) -> NewOwner {
        NewOwner {
            email: email.to_owned(),
            password: "correct horse".into(),
            test_key: new_key(Mode::Test, &engine.make),
        }
    }

    async fn accounts(database: &TestDatabase) -> i64 {
        let mut read = database.db.read().await.unwrap();
        sqlx::query_scalar("SELECT COUNT(*) FROM accounts").fetch_one(&mut *read).await.unwrap()
    }

    #[tokio::test]
    async fn a_new_account_is_ready_for_its_first_link() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let engine = &world.engine;
            let lina = owner(engine, "lina@shop.example");
            let actor = engine.create_account(shop(), lina.clone()).await.unwrap();
            let key = engine.authenticate_key(lina.test_key.expose_secret()).await.unwrap();
            assert_eq!((key.account, key.mode), (actor.account, Mode::Test));
            let link = engine.create_link(&key, new_link(1)).await.unwrap();
            let destination = engine.get_destination(&key, link.destination_id).await.unwrap();
            assert!(destination.is_default && destination.holder.as_str() == "Shop");
            let signed_in = engine.sign_in(&lina.email, &lina.password).await.unwrap();
            assert_eq!(signed_in.session.actor(), actor);
        })
        .await;
    }

    #[tokio::test]
    async fn an_owners_email_is_unique_whatever_its_case_and_a_refusal_leaves_nothing() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let engine = &world.engine;
            engine.create_account(shop(), owner(engine, "lina@shop.example")).await.unwrap();
            let before = accounts(&database).await;
            let error = engine.create_account(shop(), owner(engine, " Lina@Shop.example")).await.unwrap_err();
            assert_eq!(codes(&error), ["email_taken"]);
            assert_eq!(accounts(&database).await, before);
        })
        .await;
    }

    #[tokio::test]
    async fn what_an_operator_types_is_checked() {
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let engine = &world.engine;
        let before = accounts(&database).await;
        for email in ["", "lina", "@shop.example", "lina@shop", "li na@shop.example", "a@b@c.example"] {
            let error = engine.create_account(shop(), owner(engine, email)).await.unwrap_err();
            assert_eq!(codes(&error), ["email_shape"], "{email}");
        }
        let lina = owner(engine, "lina@shop.example");
        let short = NewOwner { password: "nine char".into(), ..lina.clone() };
        let error = engine.create_account(shop(), short).await.unwrap_err();
        assert_eq!(codes(&error), ["password_length"]);
        let nowhere = NewAccount { time_zone: "Mars/Olympus".to_owned(), ..shop() };
        let error = engine.create_account(nowhere, lina).await.unwrap_err();
        assert_eq!(codes(&error), ["invalid_time_zone"]);
        let nobodys = NewAccount { contact_phone: Some("+97199999".to_owned()), ..shop() };
        let error = engine.create_account(nobodys, owner(engine, "lina@shop.example")).await.unwrap_err();
        assert_eq!(codes(&error), ["invalid_contact_phone"]);
        assert_eq!(accounts(&database).await, before);
    }
}
