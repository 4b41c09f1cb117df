//! Changes what may change of a link, and disables or enables it.

use domain::{
    access::{Actor, Permission},
    event::EventType,
    id::LinkId,
    link::StatusChange,
};

use super::{Link, LinkEdit, author, create::check_registered, faults::Faults};
use crate::{
    Engine, Error, Maker, Result,
    events::{Event, Subject},
    require, store,
    store::db::Tx,
};

impl Engine {
    /// Applies the changes and records what changed. Setting the status a link already has succeeds and
    /// changes nothing; a terminal link refuses a status (`link_terminal`).
    pub async fn edit_link(&self, actor: &Actor, id: LinkId, edit: LinkEdit) -> Result<Link> {
        require(actor, Permission::WriteLinks)?;
        let (actor, make) = (actor.clone(), self.make.clone());
        self.db.write(move |tx| Box::pin(async move { edit_in(tx, &make, &actor, id, edit).await })).await
    }
}

pub(super) async fn edit_in(
    tx: &mut Tx,
    make: &Maker,
    actor: &Actor,
    id: LinkId,
    edit: LinkEdit,
) -> Result<Link> {
    let before = store::links::find(tx, actor.account, actor.mode, id)
        .await?
        .ok_or(Error::NotFound("payment link"))?;
    let mut faults = Faults::default();
    for (param, url) in [("redirect_url", &edit.redirect_url), ("cancel_url", &edit.cancel_url)] {
        let url = url.as_ref().and_then(Option::as_ref);
        faults.keep(check_registered(tx, actor, param, url).await)?;
    }
    faults.finish()?;
    let status = edit.status.map(|wanted| before.lifecycle.set(wanted, make.now())).transpose()?;
    let mut after = before.clone();
    change(&mut after, edit);
    let details_changed = after != before;
    match status {
        Some(StatusChange::Disable) => after.lifecycle.disabled_at = Some(make.now()),
        Some(StatusChange::Enable) => after.lifecycle.disabled_at = None,
        Some(StatusChange::Already) | None => {}
    }
    if after == before {
        return Ok(before);
    }
    // Strictly later than what was read, so that the guard also tells apart two edits of one millisecond.
    after.updated_at = make.now().max(before.updated_at.plus_millis(1));
    store::links::update(tx, &after, before.updated_at).await?;
    if details_changed {
        store::terms::replace_of_link(tx, &after).await?;
    }
    for kind in happened(details_changed, status) {
        let mut subject = Subject::link(&after, make.now())?;
        if kind == EventType::LinkUpdated {
            subject.changed = Some(changed(&before, &after));
        }
        Event::new(make, kind, subject, &author(actor)).append(tx).await?;
    }
    Ok(after)
}

/// The names of the fields an edit changed, as the API has them. Never their values.
fn changed(before: &Link, after: &Link) -> Vec<&'static str> {
    let fields = [
        ("name", before.name != after.name),
        ("title", before.title != after.title),
        ("description", before.description != after.description),
        ("redirect_url", before.redirect_url != after.redirect_url),
        ("cancel_url", before.cancel_url != after.cancel_url),
        ("metadata", before.metadata != after.metadata),
    ];
    fields.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
}

fn happened(details_changed: bool, status: Option<StatusChange>) -> impl Iterator<Item = EventType> {
    let status = match status {
        Some(StatusChange::Disable) => Some(EventType::LinkDisabled),
        Some(StatusChange::Enable) => Some(EventType::LinkEnabled),
        Some(StatusChange::Already) | None => None,
    };
    details_changed.then_some(EventType::LinkUpdated).into_iter().chain(status)
}

fn change(link: &mut Link, edit: LinkEdit) {
    fn text(part: &mut Option<String>, change: Option<Option<impl ToString>>) {
        if let Some(value) = change {
            *part = value.map(|value| value.to_string());
        }
    }
    text(&mut link.name, edit.name);
    text(&mut link.title, edit.title);
    text(&mut link.description, edit.description);
    text(&mut link.redirect_url, edit.redirect_url);
    text(&mut link.cancel_url, edit.cancel_url);
    if let Some(metadata) = edit.metadata {
        link.metadata = metadata;
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        Refusal,
        access::Scope,
        link::{LinkStatus, SettableStatus},
        redirect_url::RedirectUrl,
    };
    use secrecy::ExposeSecret as _;

    use super::*;
    use crate::{
        links::{Author, NewLink},
        testing::{TestDatabase, World, new_link, on_each_database},
    };

    const fn set(status: SettableStatus) -> LinkEdit {
        LinkEdit {
            name: None,
            title: None,
            description: None,
            redirect_url: None,
            cancel_url: None,
            metadata: None,
            status: Some(status),
        }
    }

    #[tokio::test]
    async fn disabling_and_enabling_is_told_once_each() {
        on_each_database(|database| async move {
            let world = World::new(&database).await;
            let link = world.engine.create_link(&world.actor, new_link(1)).await.unwrap();
            for wanted in [SettableStatus::Disabled, SettableStatus::Disabled, SettableStatus::Active] {
                world.engine.edit_link(&world.actor, link.id, set(wanted)).await.unwrap();
            }
            let log = world.engine.link_activity(&world.actor, link.id).await.unwrap();
            let kinds: Vec<_> = log.iter().map(|entry| entry.kind).collect();
            assert_eq!(kinds, [EventType::LinkEnabled, EventType::LinkDisabled, EventType::LinkCreated]);
        })
        .await;
    }

    #[tokio::test]
    async fn the_log_names_who_changed_which_fields() {
        on_each_database(|database| async move {
            let world = World::new(&database).await;
            let engine = &world.engine;
            let link = engine.create_link(&world.actor, new_link(1)).await.unwrap();
            let key =
                engine.create_key(&world.actor, "Shop".parse().unwrap(), Scope::ALL.to_vec()).await.unwrap();
            let by_key = engine.authenticate_key(key.secret.expose_secret()).await.unwrap();
            let edit = LinkEdit {
                name: Some("New".parse().ok()),
                title: Some(None),
                description: Some("For spring".parse().ok()),
                status: Some(SettableStatus::Disabled),
                ..LinkEdit::default()
            };
            engine.edit_link(&by_key, link.id, edit).await.unwrap();
            engine.revoke_key(&world.actor, key.id).await.unwrap();
            let log = engine.link_activity(&world.actor, link.id).await.unwrap();
            let said: Vec<_> = log.into_iter().map(|entry| (entry.kind, entry.by, entry.changed)).collect();
            let (shop, owner) = (Author::Key("Shop".to_owned()), Author::User(World::EMAIL.to_owned()));
            let fields = vec!["name".to_owned(), "description".to_owned()];
            assert_eq!(
                said,
                [
                    (EventType::LinkDisabled, shop.clone(), vec![]),
                    (EventType::LinkUpdated, shop, fields),
                    (EventType::LinkCreated, owner, vec![]),
                ]
            );
        })
        .await;
    }

    #[tokio::test]
    async fn a_terminal_link_refuses_a_status_and_takes_a_name() {
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let expires_at = Some(world.engine.now().plus_millis(1));
        let link =
            world.engine.create_link(&world.actor, NewLink { expires_at, ..new_link(1) }).await.unwrap();
        world.clock.advance(std::time::Duration::from_secs(1));
        let refused = world.engine.edit_link(&world.actor, link.id, set(SettableStatus::Disabled)).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::LinkTerminal))));
        let named = LinkEdit { name: Some("Old".parse().ok()), ..LinkEdit::default() };
        let link = world.engine.edit_link(&world.actor, link.id, named).await.unwrap();
        assert_eq!(
            (link.name.as_deref(), link.status(world.engine.now())),
            (Some("Old"), LinkStatus::Expired)
        );
    }

    #[tokio::test]
    async fn an_unregistered_redirect_url_changes_nothing() {
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let link = world.engine.create_link(&world.actor, new_link(1)).await.unwrap();
        let url = RedirectUrl::parse("https://shop.example/thanks", world.actor.mode).unwrap();
        let edit = || LinkEdit {
            name: Some("New".parse().ok()),
            redirect_url: Some(Some(url.clone())),
            cancel_url: Some(Some(url.clone())),
            ..LinkEdit::default()
        };
        let refused = world.engine.edit_link(&world.actor, link.id, edit()).await;
        let Err(Error::RefusedFields { params, refusal }) = refused else { panic!("{refused:?}") };
        assert_eq!(
            (params, refusal),
            (vec!["redirect_url", "cancel_url"], Refusal::RedirectUrlNotRegistered)
        );
        assert_eq!(world.engine.get_link(&world.actor, link.id).await.unwrap(), link);
        world.engine.create_redirect_url(&world.actor, url.clone()).await.unwrap();
        let edited = world.engine.edit_link(&world.actor, link.id, edit()).await.unwrap();
        assert_eq!(edited.redirect_url.as_deref(), Some("https://shop.example/thanks"));
    }

    #[tokio::test]
    async fn a_stranger_finds_no_link() {
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let link = world.engine.create_link(&world.actor, new_link(1)).await.unwrap();
        for stranger in world.strangers().await {
            let not_found = |error: Error| matches!(error, Error::NotFound(_));
            assert!(not_found(world.engine.get_link(&stranger, link.id).await.unwrap_err()));
            let edit = world.engine.edit_link(&stranger, link.id, set(SettableStatus::Disabled)).await;
            assert!(not_found(edit.unwrap_err()));
            assert!(not_found(world.engine.delete_link(&stranger, link.id).await.unwrap_err()));
            let copy =
                world.engine.duplicate_link(&stranger, link.id, crate::links::LinkOverrides::default()).await;
            assert!(not_found(copy.unwrap_err()));
        }
    }
}
