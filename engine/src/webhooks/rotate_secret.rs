//! Gives an endpoint a new secret.

use domain::{
    access::{Actor, Permission},
    id::EndpointId,
};

use super::{OldSecret, Revealed, signature};
use crate::{Engine, Error, Result, require, store::webhook_endpoints};

/// How long the old secret signs beside the new one, in milliseconds.
const OVERLAP: i64 = 24 * 60 * 60 * 1_000;

impl Engine {
    /// Gives an endpoint a new secret, shown now and never again. The one before signs as well for 24 hours; the one
    /// before that, if there is any, no longer.
    pub async fn rotate_endpoint_secret(&self, actor: &Actor, id: EndpointId) -> Result<Revealed> {
        require(actor, Permission::WriteWebhooks)?;
        let (whose, now) = ((actor.account, actor.mode), self.now());
        let fresh = signature::new_secret(&self.make);
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let before = webhook_endpoints::find(tx, whose, id).await?;
                    let mut endpoint = before.ok_or(Error::NotFound("webhook endpoint"))?;
                    let (read, old) = (endpoint.updated_at, std::mem::replace(&mut endpoint.secret, fresh));
                    endpoint.old_secret = Some(OldSecret { secret: old, until: now.plus_millis(OVERLAP) });
                    endpoint.updated_at = now.max(read.plus_millis(1));
                    webhook_endpoints::update(tx, &endpoint, read).await?;
                    Ok(Revealed { secret: signature::shown(&endpoint.secret), endpoint })
                })
            })
            .await
    }
}
