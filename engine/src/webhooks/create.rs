//! Makes endpoints.

use domain::{
    access::{Actor, Permission},
    id::EndpointId,
    webhook::{EndpointStatus, endpoint::MOST},
};

use super::{Endpoint, NewEndpoint, Revealed, signature};
use crate::{
    Engine, Error, Result, require,
    store::{accounts, event_sequences, webhook_endpoints},
};

impl Engine {
    /// Makes an endpoint of the actor's account and mode, which is told of everything that is given a place from now
    /// on. Its secret is shown now and never again. `Invalid` when there are 20 already.
    pub async fn create_endpoint(&self, actor: &Actor, new: NewEndpoint) -> Result<Revealed> {
        require(actor, Permission::WriteWebhooks)?;
        let (account, mode) = (actor.account, actor.mode);
        let mut endpoint = Endpoint {
            id: EndpointId::from_uuid(self.make.uuid()),
            account,
            mode,
            url: new.url.to_string(),
            events: new.events,
            description: new.description.map(|text| text.to_string()),
            status: EndpointStatus::Enabled,
            disabled_reason: None,
            disabled_at: None,
            secret: signature::new_secret(&self.make),
            old_secret: None,
            failing_since: None,
            from_sequence: 0,
            created_at: self.now(),
            updated_at: self.now(),
        };
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    accounts::take_turn(tx, account).await?;
                    if webhook_endpoints::all(tx, (account, mode)).await?.len() >= MOST {
                        let detail = format!("there are {MOST} endpoints already; delete one first");
                        return Err(Error::invalid("url", "too_many_endpoints", detail));
                    }
                    // No place is given between reading the last one and being there.
                    event_sequences::take_turn(tx).await?;
                    endpoint.from_sequence = event_sequences::last(tx, (account, mode)).await?;
                    webhook_endpoints::insert(tx, &endpoint).await?;
                    Ok(Revealed { secret: signature::shown(&endpoint.secret), endpoint })
                })
            })
            .await
    }
}
