//! Creates accounts and their owners.

use domain::{
    access::Role,
    id::{AccountId, UserId},
    text::Name,
};
use secrecy::SecretString;

use super::Account;
use crate::{
    Engine, Error, Result,
    auth::password,
    store::{accounts, users},
};

/// What an operator says about a new account.
#[derive(Clone, Debug)]
pub struct NewAccount {
    pub name: Name,
    /// An IANA name, such as `Asia/Dubai`.
    pub time_zone: String,
    pub contact_email: Option<String>,
    pub contact_phone: Option<String>,
}

impl Engine {
    /// Creates an account without users. `Invalid` when the time zone does not exist.
    pub async fn create_account(&self, new: NewAccount) -> Result<AccountId> {
        if new.time_zone.parse::<chrono_tz::Tz>().is_err() {
            let detail = "a time zone has an IANA name, such as Asia/Dubai";
            return Err(Error::invalid("time_zone", "invalid_time_zone", detail));
        }
        let account = Account {
            id: AccountId::from_uuid(self.make.uuid()),
            name: new.name,
            time_zone: new.time_zone,
            contact_email: new.contact_email,
            contact_phone: new.contact_phone,
            created_at: self.now(),
        };
        let return_secret = self.make.bytes::<32>();
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    accounts::insert(tx, &account, &return_secret).await?;
                    Ok(account.id)
                })
            })
            .await
    }

    /// Creates a user who may do everything in the account. `Invalid` when the email is no email or is
    /// taken, or the password too short; emails are compared without regard to case.
    pub async fn create_owner(
        &self,
        account: AccountId,
        email: &str,
        password: &SecretString,
    ) -> Result<UserId> {
        let email = parse_email(email)?;
        password::check_strength(password)?;
        let password_hash = password::hash(password, self.make.bytes()).await?;
        let user = users::User {
            id: UserId::from_uuid(self.make.uuid()),
            account,
            email,
            password_hash,
            role: Role::Owner,
        };
        let now = self.now();
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    accounts::get(tx, account).await?;
                    if users::insert(tx, &user, now).await? {
                        Ok(user.id)
                    } else {
                        Err(Error::invalid("email", "email_taken", "a user with this email exists"))
                    }
                })
            })
            .await
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
    use super::*;
    use crate::testing::{TestDatabase, World, on_each_database};

    fn codes(error: &Error) -> Vec<&str> {
        match error {
            Error::Invalid(fields) => fields.iter().map(|field| field.code.as_str()).collect(),
            _ => vec![error.code()],
        }
    }

    #[tokio::test]
    async fn an_owners_email_is_unique_whatever_its_case() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let engine = &world.engine;
            let password = "correct horse".into();
            engine.create_owner(world.account, "lina@shop.example", &password).await.unwrap();
            let error =
                engine.create_owner(world.account, " Lina@Shop.example", &password).await.unwrap_err();
            assert_eq!(codes(&error), ["email_taken"]);
        })
        .await;
    }

    #[tokio::test]
    async fn what_an_operator_types_is_checked() {
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let engine = &world.engine;
        for email in ["", "lina", "@shop.example", "lina@shop", "li na@shop.example", "a@b@c.example"] {
            let error = engine.create_owner(world.account, email, &"correct horse".into()).await.unwrap_err();
            assert_eq!(codes(&error), ["email_shape"], "{email}");
        }
        let error =
            engine.create_owner(world.account, "lina@shop.example", &"nine char".into()).await.unwrap_err();
        assert_eq!(codes(&error), ["password_length"]);
        let nowhere = AccountId::from_uuid(engine.make.uuid());
        let error =
            engine.create_owner(nowhere, "lina@shop.example", &"correct horse".into()).await.unwrap_err();
        assert_eq!(codes(&error), ["not_found"]);
        let error = engine
            .create_account(NewAccount {
                name: "Shop".parse().unwrap(),
                time_zone: "Mars/Olympus".to_owned(),
                contact_email: None,
                contact_phone: None,
            })
            .await
            .unwrap_err();
        assert_eq!(codes(&error), ["invalid_time_zone"]);
    }
}
