//! Creates customers.

use domain::{
    access::{Actor, Permission},
    id::CustomerId,
};

use super::{Customer, NewCustomer, check_phone};
use crate::{Engine, Result, require, store};

impl Engine {
    /// Creates a customer in the actor's account and mode. `Invalid` for a phone number that cannot exist.
    pub async fn create_customer(&self, actor: &Actor, new: NewCustomer) -> Result<Customer> {
        require(actor, Permission::WriteCustomers)?;
        check_phone(new.phone.as_ref())?;
        let now = self.now();
        let customer = Customer {
            id: CustomerId::from_uuid(self.make.uuid()),
            account: actor.account,
            mode: actor.mode,
            name: new.name,
            email: new.email,
            phone: new.phone,
            reference: new.reference,
            metadata: new.metadata,
            created_at: now,
            updated_at: now,
        };
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    store::customers::insert(tx, &customer).await?;
                    Ok(customer)
                })
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        access::{Scope, Who},
        contact::Phone,
    };

    use super::*;
    use crate::{
        Error,
        links::{LinkFilter, NewLink},
        page::PageRequest,
        testing::{TestDatabase, World, new_customer, new_link, on_each_database},
    };

    #[tokio::test]
    async fn a_customer_reads_as_it_was_made() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let made = world.engine.create_customer(&world.actor, new_customer("Lina Haddad")).await.unwrap();
            assert_eq!(made.phone.as_ref().map(Phone::as_str), Some("+971501234567"));
            assert_eq!(world.engine.get_customer(&world.actor, made.id).await.unwrap(), made);
        })
        .await;
    }

    #[tokio::test]
    async fn a_number_that_no_country_gives_out_is_refused() {
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let new = NewCustomer { phone: "+971 99 999".parse().ok(), ..new_customer("Lina") };
        assert!(new.phone.is_some());
        let refused = world.engine.create_customer(&world.actor, new).await;
        assert!(matches!(refused, Err(Error::Invalid(errors)) if errors[0].param == "phone"));
    }

    #[tokio::test]
    async fn who_may_only_write_links_makes_no_customers() {
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let key = world.engine.list_keys(&world.actor).await.unwrap()[0].id;
        let who = Who::Key { id: key, scopes: vec![Scope::Read, Scope::WriteLinks] };
        let writer = Actor { who, ..world.actor.clone() };
        let refused = world.engine.create_customer(&writer, new_customer("Lina")).await;
        assert!(matches!(refused, Err(Error::Forbidden)));
    }

    #[tokio::test]
    async fn a_link_names_only_a_customer_of_its_account_and_mode() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let (engine, actor) = (&world.engine, &world.actor);
            let own = engine.create_customer(actor, new_customer("Lina")).await.unwrap().id;
            let live = Actor { mode: domain::Mode::Live, ..actor.clone() };
            let foreign = engine.create_customer(&live, new_customer("Omar")).await.unwrap().id;
            let bound = |customer| NewLink { customer_id: Some(customer), ..new_link(1) };
            let link = engine.create_link(actor, bound(own)).await.unwrap();
            assert_eq!(link.customer_id, Some(own));
            let refused = engine.create_link(actor, bound(foreign)).await;
            assert!(matches!(refused, Err(Error::Invalid(errors)) if errors[0].param == "customer_id"));
            let filter = LinkFilter { customer_id: Some(own), ..LinkFilter::default() };
            let listed = engine.list_links(actor, &filter, &PageRequest::default()).await.unwrap();
            assert_eq!(listed.items.iter().map(|link| link.id).collect::<Vec<_>>(), [link.id]);
        })
        .await;
    }
}
