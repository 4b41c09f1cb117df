//! Deletes customers.

use domain::{
    access::{Actor, Permission},
    id::CustomerId,
};

use crate::{Engine, Result, require, store};

impl Engine {
    /// Removes all that the record says of a customer, for good. Links and usages keep the bare id, and what
    /// was entered at a checkout stays with its usage; no new link can name the customer.
    pub async fn delete_customer(&self, actor: &Actor, id: CustomerId) -> Result<()> {
        require(actor, Permission::WriteCustomers)?;
        let scope = (actor.account, actor.mode);
        self.db.write(move |tx| Box::pin(store::customers::delete(tx, scope, id))).await
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use crate::{
        Error,
        customers::CustomerEdit,
        links::{LinkOverrides, NewLink},
        testing::{TestDatabase, World, new_customer, new_link, on_each_database},
    };

    #[tokio::test]
    async fn a_deleted_customer_leaves_its_id_and_no_new_link() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let (engine, actor) = (&world.engine, &world.actor);
            let id = engine.create_customer(actor, new_customer("Lina")).await.unwrap().id;
            let expires_at = Some(engine.now().plus_millis(1));
            let bound = NewLink { customer_id: Some(id), expires_at, ..new_link(1) };
            let link = engine.create_link(actor, bound.clone()).await.unwrap();
            engine.delete_customer(actor, id).await.unwrap();
            assert!(matches!(engine.get_customer(actor, id).await, Err(Error::NotFound(_))));
            assert!(matches!(engine.delete_customer(actor, id).await, Err(Error::NotFound(_))));
            assert_eq!(engine.get_link(actor, link.id).await.unwrap().customer_id, Some(id));
            let refused = engine.create_link(actor, bound).await;
            assert!(matches!(refused, Err(Error::Invalid(errors)) if errors[0].param == "customer_id"));
            let refused = engine.duplicate_link(actor, link.id, LinkOverrides::default()).await;
            assert!(matches!(refused, Err(Error::Invalid(errors)) if errors[0].param == "customer_id"));
            // A printed code goes on working: its successor is bound to nobody.
            world.clock.advance(Duration::from_secs(1));
            let successor = engine.succeed_link(actor, link.id, LinkOverrides::default()).await.unwrap();
            assert_eq!(successor.customer_id, None);
        })
        .await;
    }

    #[tokio::test]
    async fn strangers_find_nothing_to_see_change_or_delete() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let engine = &world.engine;
            let id = engine.create_customer(&world.actor, new_customer("Lina")).await.unwrap().id;
            for stranger in world.strangers().await {
                assert!(matches!(engine.get_customer(&stranger, id).await, Err(Error::NotFound(_))));
                let edited = engine.edit_customer(&stranger, id, CustomerEdit::default()).await;
                assert!(matches!(edited, Err(Error::NotFound(_))));
                assert!(matches!(engine.delete_customer(&stranger, id).await, Err(Error::NotFound(_))));
            }
            assert!(engine.get_customer(&world.actor, id).await.is_ok());
        })
        .await;
    }
}
