//! Changes customers.

use domain::{
    access::{Actor, Permission},
    contact::{Email, Phone},
    id::CustomerId,
    text::{CustomerReference, Metadata, Name},
};

use super::{Customer, check_phone};
use crate::{Engine, Error, Result, require, store};

/// What to change; `None` leaves a field as it is, `Some(None)` removes it.
#[derive(Clone, Debug, Default)]
pub struct CustomerEdit {
    pub name: Option<Name>,
    pub email: Option<Option<Email>>,
    pub phone: Option<Option<Phone>>,
    pub reference: Option<Option<CustomerReference>>,
    pub metadata: Option<Metadata>,
}

impl CustomerEdit {
    /// The customer after the change.
    fn apply(self, current: &Customer) -> Customer {
        let Customer { name, email, phone, reference, metadata, .. } = current.clone();
        Customer {
            name: self.name.unwrap_or(name),
            email: self.email.unwrap_or(email),
            phone: self.phone.unwrap_or(phone),
            reference: self.reference.unwrap_or(reference),
            metadata: self.metadata.unwrap_or(metadata),
            ..current.clone()
        }
    }
}

impl Engine {
    /// Changes a customer and answers what it is now. `Invalid` for a phone number that cannot exist.
    pub async fn edit_customer(&self, actor: &Actor, id: CustomerId, edit: CustomerEdit) -> Result<Customer> {
        require(actor, Permission::WriteCustomers)?;
        check_phone(edit.phone.as_ref().and_then(Option::as_ref))?;
        let (scope, now) = ((actor.account, actor.mode), self.now());
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let before =
                        store::customers::find(tx, scope, id).await?.ok_or(Error::NotFound("customer"))?;
                    let mut after = edit.apply(&before);
                    if after == before {
                        return Ok(before);
                    }
                    // Strictly later than what was read, so that the guard also tells apart two edits of one
                    // millisecond.
                    after.updated_at = now.max(before.updated_at.plus_millis(1));
                    store::customers::update(tx, &after, before.updated_at).await?;
                    Ok(after)
                })
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        customers::CustomerFilter,
        page::PageRequest,
        testing::{TestDatabase, World, new_customer, on_each_database},
    };

    #[tokio::test]
    async fn what_is_not_named_stays_and_what_is_cleared_goes() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let (engine, actor) = (&world.engine, &world.actor);
            let before = engine.create_customer(actor, new_customer("Lina Haddad")).await.unwrap();
            let same = engine.edit_customer(actor, before.id, CustomerEdit::default()).await.unwrap();
            assert_eq!(same, before);
            let edit =
                CustomerEdit { name: "Omar Aziz".parse().ok(), phone: Some(None), ..CustomerEdit::default() };
            let after = engine.edit_customer(actor, before.id, edit).await.unwrap();
            let expected = Customer {
                name: "Omar Aziz".parse().unwrap(),
                phone: None,
                updated_at: after.updated_at,
                ..before.clone()
            };
            assert_eq!(after, expected);
            assert!(after.updated_at > before.updated_at);
            assert_eq!(engine.get_customer(actor, before.id).await.unwrap(), expected);
            // It is found by its new words and no longer by the old ones.
            let found = async |q: &str| {
                let filter = CustomerFilter { q: Some(q.to_owned()), ..CustomerFilter::default() };
                engine.list_customers(actor, &filter, &PageRequest::default()).await.unwrap().items.len()
            };
            assert_eq!((found("omar").await, found("lina h").await, found("4567").await), (1, 0, 0));
        })
        .await;
    }

    #[tokio::test]
    async fn of_edits_made_at_once_none_undoes_another() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let (engine, actor) = (&world.engine, &world.actor);
            let id = engine.create_customer(actor, new_customer("Lina")).await.unwrap().id;
            let name = CustomerEdit { name: "Omar".parse().ok(), ..CustomerEdit::default() };
            let email = CustomerEdit { email: Some(None), ..CustomerEdit::default() };
            let edits = [name, email].map(|edit| engine.edit_customer(actor, id, edit));
            let done = futures_util::future::join_all(edits).await;
            let after = engine.get_customer(actor, id).await.unwrap();
            assert_eq!(
                (done[0].is_ok(), done[1].is_ok()),
                (after.name.as_str() == "Omar", after.email.is_none())
            );
            assert!(done.iter().any(Result::is_ok));
        })
        .await;
    }
}
