//! Changes what may change of a link, and disables or enables it.

use domain::{
    access::{Actor, Permission},
    event::EventType,
    id::LinkId,
    link::StatusChange,
};

use super::{Link, LinkEdit, author, create::check_registered};
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
        self.db
            .write(move |tx| Box::pin(async move { edit_in(tx, &make, &actor, id, edit).await }))
            .await
    }
}

async fn edit_in(tx: &mut Tx, make: &Maker, actor: &Actor, id: LinkId, edit: LinkEdit) -> Result<Link> {
    let before = store::links::find(tx, actor.account, actor.mode, id)
        .await?
        .ok_or(Error::NotFound("payment link"))?;
    check_registered(
        tx,
        actor,
        "redirect_url",
        edit.redirect_url.as_ref().and_then(Option::as_ref),
    )
    .await?;
    check_registered(
        tx,
        actor,
        "cancel_url",
        edit.cancel_url.as_ref().and_then(Option::as_ref),
    )
    .await?;
    let status = edit
        .status
        .map(|wanted| before.lifecycle.set(wanted, make.now()))
        .transpose()?;
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
    for kind in happened(details_changed, status) {
        Event::new(make, kind, Subject::link(&after), &author(actor))
            .append(tx)
            .await?;
    }
    Ok(after)
}

fn happened(details_changed: bool, status: Option<StatusChange>) -> impl Iterator<Item = EventType> {
    let status = match status {
        Some(StatusChange::Disable) => Some(EventType::LinkDisabled),
        Some(StatusChange::Enable) => Some(EventType::LinkEnabled),
        Some(StatusChange::Already) | None => None,
    };
    details_changed
        .then_some(EventType::LinkUpdated)
        .into_iter()
        .chain(status)
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
