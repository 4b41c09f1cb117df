//! Changes endpoints.

use domain::{
    access::{Actor, Permission},
    id::EndpointId,
    webhook::EndpointStatus,
};

use super::{Endpoint, EndpointEdit, SettableStatus};
use crate::{
    Engine, Error, Result, require,
    store::{event_sequences, webhook_endpoints},
};

impl Engine {
    /// Applies the changes. Enabling makes what waits for the endpoint due, and forgets why it was disabled.
    pub async fn edit_endpoint(&self, actor: &Actor, id: EndpointId, edit: EndpointEdit) -> Result<Endpoint> {
        require(actor, Permission::WriteWebhooks)?;
        let (whose, now) = ((actor.account, actor.mode), self.now());
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let subscribes = edit.events.is_some();
                    if subscribes {
                        event_sequences::take_turn(tx).await?;
                    }
                    let before = webhook_endpoints::find(tx, whose, id).await?;
                    let before = before.ok_or(Error::NotFound("webhook endpoint"))?;
                    let mut after = before.clone();
                    change(&mut after, edit);
                    if subscribes && after.events != before.events {
                        after.from_sequence = event_sequences::last(tx, whose).await?;
                    }
                    after.updated_at = now.max(before.updated_at.plus_millis(1));
                    webhook_endpoints::update(tx, &after, before.updated_at).await?;
                    Ok(after)
                })
            })
            .await
    }
}

fn change(endpoint: &mut Endpoint, edit: EndpointEdit) {
    if let Some(url) = edit.url {
        endpoint.url = url.to_string();
    }
    if let Some(events) = edit.events {
        endpoint.events = events;
    }
    if let Some(description) = edit.description {
        endpoint.description = description.map(|text| text.to_string());
    }
    match edit.status {
        Some(SettableStatus::Enabled) => {
            endpoint.status = EndpointStatus::Enabled;
            endpoint.disabled_reason = None;
            endpoint.disabled_at = None;
            endpoint.failing_since = None;
        }
        Some(SettableStatus::Paused) => {
            endpoint.status = EndpointStatus::Paused;
            endpoint.disabled_reason = None;
            endpoint.disabled_at = None;
        }
        None => {}
    }
}
