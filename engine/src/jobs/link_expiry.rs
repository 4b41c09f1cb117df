//! Tells, once, that a link has expired. The status itself is derived and needs no job.

use domain::event::EventType;

use crate::{
    Engine, Result,
    events::{Event, Subject},
    store,
};

impl Engine {
    /// Records `payment_link.expired` for every link that has expired unnoticed; answers how many.
    pub async fn emit_link_expiries(&self) -> Result<usize> {
        let make = self.make.clone();
        let mut connection = self.db.read().await?;
        if !store::links::any_expired(&mut connection, make.now()).await? {
            return Ok(0);
        }
        drop(connection);
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let expired = store::links::take_expired(tx, make.now()).await?;
                    for link in &expired {
                        Event::new(&make, EventType::LinkExpired, Subject::link(link, make.now())?, "remit")
                            .append(tx)
                            .await?;
                    }
                    Ok(expired.len())
                })
            })
            .await
    }
}
