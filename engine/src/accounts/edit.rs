//! Changes an account.

use domain::{
    Tone,
    access::{Actor, Permission},
    contact::{Email, Phone},
    text::Name,
};

use super::{Account, check};
use crate::{
    Engine, Error, Result,
    mail::{Notices, NoticesEdit},
    require,
    store::{accounts, notices},
};

/// What to change of an account; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct AccountEdit {
    pub name: Option<Name>,
    /// An IANA name, such as `Asia/Dubai`.
    pub time_zone: Option<String>,
    pub contact_email: Option<Option<Email>>,
    pub contact_phone: Option<Option<Phone>>,
    pub accent: Option<Tone>,
    pub notices: NoticesEdit,
}

impl AccountEdit {
    fn apply(self, account: Account) -> Account {
        fn text(change: Option<Option<impl ToString>>, now: Option<String>) -> Option<String> {
            change.map_or(now, |value| value.map(|value| value.to_string()))
        }
        Account {
            name: self.name.unwrap_or(account.name),
            time_zone: self.time_zone.unwrap_or(account.time_zone),
            contact_email: text(self.contact_email, account.contact_email),
            contact_phone: text(self.contact_phone, account.contact_phone),
            accent: self.accent.unwrap_or(account.accent),
            ..account
        }
    }
}

impl Engine {
    /// Changes the actor's account and which notices its people get; answers both as they stand. `Invalid` for a time
    /// zone that does not exist, a phone number that cannot, and when customers could not reach the merchant any more.
    pub async fn edit_account(&self, actor: &Actor, edit: AccountEdit) -> Result<(Account, Notices)> {
        require(actor, Permission::WriteSettings)?;
        let phone = edit.contact_phone.as_ref().and_then(Option::as_ref);
        check(edit.time_zone.as_deref(), phone.map(Phone::as_str))?;
        let (id, wanted) = (actor.account, edit.notices);
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    accounts::take_turn(tx, id).await?;
                    let before = accounts::get(tx, id).await?;
                    let account = edit.apply(before.clone());
                    if before.is_reachable() && !account.is_reachable() {
                        let detail = "customers need a way to reach you: keep an email or a phone";
                        return Err(Error::invalid("contact_email", "missing", detail));
                    }
                    accounts::update(tx, &account).await?;
                    let wanted = wanted.apply(notices::get(tx, id).await?);
                    notices::set(tx, id, wanted).await?;
                    Ok((account, wanted))
                })
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        access::{Role, Who},
        id::UserId,
    };

    use super::*;
    use crate::testing::{TestDatabase, World, on_each_database};

    #[tokio::test]
    async fn what_is_named_changes_and_the_rest_stays() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let before = world.engine.account(world.actor.account).await.unwrap();
            let edit = AccountEdit {
                name: "Palm & Stone".parse().ok(),
                contact_email: Some("help@palm.example".parse().ok()),
                accent: Some(Tone::Violet),
                ..AccountEdit::default()
            };
            let (after, notices) = world.engine.edit_account(&world.actor, edit).await.unwrap();
            let expected = Account {
                name: "Palm & Stone".parse().unwrap(),
                contact_email: Some("help@palm.example".to_owned()),
                accent: Tone::Violet,
                ..before
            };
            assert_eq!(after, expected);
            assert_eq!(notices, world.engine.notices(&world.actor).await.unwrap());
            let edit = AccountEdit {
                time_zone: Some("Africa/Tunis".to_owned()),
                contact_email: Some(None),
                contact_phone: Some("+216 20 123 456".parse().ok()),
                ..AccountEdit::default()
            };
            world.engine.edit_account(&world.actor, edit).await.unwrap();
            let expected = Account {
                time_zone: "Africa/Tunis".to_owned(),
                contact_email: None,
                contact_phone: Some("+21620123456".to_owned()),
                ..expected
            };
            assert_eq!(world.engine.account(world.actor.account).await.unwrap(), expected);
        })
        .await;
    }

    #[tokio::test]
    async fn what_cannot_be_is_all_named_and_changes_nothing() {
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let before = world.engine.account(world.actor.account).await.unwrap();
        let wrong = AccountEdit {
            name: "Other".parse().ok(),
            time_zone: Some("Mars/Olympus".to_owned()),
            contact_phone: Some("+971 99 999".parse().ok()),
            ..AccountEdit::default()
        };
        assert!(matches!(wrong.contact_phone, Some(Some(_))));
        let refused = world.engine.edit_account(&world.actor, wrong).await.unwrap_err();
        let Error::Invalid(errors) = refused else { panic!("{refused}") };
        let named: Vec<_> = errors.iter().map(|error| error.param.as_str()).collect();
        assert_eq!(named, ["time_zone", "contact_phone"]);
        let mute =
            AccountEdit { contact_email: Some(None), contact_phone: Some(None), ..AccountEdit::default() };
        let refused = world.engine.edit_account(&world.actor, mute).await;
        assert!(matches!(refused, Err(Error::Invalid(errors)) if errors[0].code == "missing"));
        let edit = AccountEdit { name: "Other".parse().ok(), ..AccountEdit::default() };
        let id = UserId::from_uuid(uuid::Uuid::nil());
        let member = Actor { who: Who::User { id, role: Role::Member }, ..world.actor.clone() };
        let refused = world.engine.edit_account(&member, edit.clone()).await;
        assert!(matches!(refused, Err(Error::Forbidden)));
        for stranger in world.strangers().await {
            if stranger.account != before.id {
                world.engine.edit_account(&stranger, edit.clone()).await.unwrap();
            }
        }
        assert_eq!(world.engine.account(before.id).await.unwrap(), before);
    }
}
