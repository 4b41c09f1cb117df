//! Rows of `customers`, and the words by which they are found. A deleted one leaves no row: what a merchant keeps
//! of a person goes when it is told to go.

use domain::{
    Mode, Timestamp,
    contact::{Email, Phone},
    id::{AccountId, CustomerId},
    text::CustomerReference,
};
use sqlx::{Any, AnyConnection, FromRow};

use super::{db::Tx, query::searchable, terms};
use crate::{
    customers::Customer,
    error::{Error, Result},
};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id, mode, name, email, phone, reference, metadata, created_at, updated_at ",
            "FROM customers ",
            $rest
        )
    };
}

mod list;

pub use list::{count, list};

#[derive(FromRow)]
struct Row {
    id: Vec<u8>,
    account_id: Vec<u8>,
    mode: String,
    name: String,
    email: Option<String>,
    phone: Option<String>,
    reference: Option<String>,
    metadata: String,
    created_at: i64,
    updated_at: i64,
}

impl TryFrom<Row> for Customer {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: CustomerId::from_bytes(&row.id).map_err(Error::internal)?,
            account: AccountId::from_bytes(&row.account_id).map_err(Error::internal)?,
            mode: row.mode.parse().map_err(Error::internal)?,
            name: row.name.parse().map_err(Error::internal)?,
            email: row.email.map(|email| email.parse().map_err(Error::internal)).transpose()?,
            phone: row.phone.map(|phone| phone.parse().map_err(Error::internal)).transpose()?,
            reference: row
                .reference
                .map(|reference| reference.parse().map_err(Error::internal))
                .transpose()?,
            metadata: serde_json::from_str(&row.metadata)?,
            created_at: Timestamp::from_millis(row.created_at),
            updated_at: Timestamp::from_millis(row.updated_at),
        })
    }
}

/// The texts by which a customer is found.
pub(super) fn texts(customer: &Customer) -> [Option<&str>; 4] {
    [
        Some(customer.name.as_str()),
        customer.email.as_ref().map(Email::as_str),
        customer.phone.as_ref().map(Phone::as_str),
        customer.reference.as_ref().map(CustomerReference::as_str),
    ]
}

pub async fn insert(tx: &mut Tx, customer: &Customer) -> Result<()> {
    let [name, email, phone, reference] = texts(customer).map(|text| text.map(str::to_owned));
    sqlx::query::<Any>(
        "INSERT INTO customers (id, account_id, mode, name, email, phone, reference, metadata, search, \
         created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(customer.id.bytes().to_vec())
    .bind(customer.account.bytes().to_vec())
    .bind(customer.mode.as_str())
    .bind(name)
    .bind(email)
    .bind(phone)
    .bind(reference)
    .bind(serde_json::to_string(&customer.metadata)?)
    .bind(searchable(texts(customer)))
    .bind(customer.created_at.millis())
    .bind(customer.updated_at.millis())
    .execute(&mut *tx)
    .await?;
    terms::insert_of_customer(tx, customer).await
}

/// A customer of this account and mode.
pub async fn find(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
    id: CustomerId,
) -> Result<Option<Customer>> {
    sqlx::query_as::<Any, Row>(select!("WHERE id = $1 AND account_id = $2 AND mode = $3"))
        .bind(id.bytes().to_vec())
        .bind(account.bytes().to_vec())
        .bind(mode.as_str())
        .fetch_optional(connection)
        .await?
        .map(Customer::try_from)
        .transpose()
}

/// Writes what may change; refused as [`Error::Conflict`] when the customer changed since it was read.
pub async fn update(tx: &mut Tx, customer: &Customer, read_at: Timestamp) -> Result<()> {
    let [name, email, phone, reference] = texts(customer).map(|text| text.map(str::to_owned));
    let updated = sqlx::query::<Any>(
        "UPDATE customers SET name = $1, email = $2, phone = $3, reference = $4, metadata = $5, search = $6, \
         updated_at = $7 WHERE id = $8 AND account_id = $9 AND mode = $10 AND updated_at = $11",
    )
    .bind(name)
    .bind(email)
    .bind(phone)
    .bind(reference)
    .bind(serde_json::to_string(&customer.metadata)?)
    .bind(searchable(texts(customer)))
    .bind(customer.updated_at.millis())
    .bind(customer.id.bytes().to_vec())
    .bind(customer.account.bytes().to_vec())
    .bind(customer.mode.as_str())
    .bind(read_at.millis())
    .execute(&mut *tx)
    .await?;
    if updated.rows_affected() == 0 {
        return Err(Error::Conflict);
    }
    terms::remove_of_customer(tx, customer.id).await?;
    terms::insert_of_customer(tx, customer).await
}

/// Removes a customer with its words.
pub async fn delete(tx: &mut Tx, (account, mode): (AccountId, Mode), id: CustomerId) -> Result<()> {
    // The row is locked before its words go, so that an edit at the same time leaves none behind.
    let mine = sqlx::query::<Any>(
        "UPDATE customers SET search = '' WHERE id = $1 AND account_id = $2 AND mode = $3",
    )
    .bind(id.bytes().to_vec())
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .execute(&mut *tx)
    .await?;
    if mine.rows_affected() == 0 {
        return Err(Error::NotFound("customer"));
    }
    terms::remove_of_customer(tx, id).await?;
    sqlx::query::<Any>("DELETE FROM customers WHERE id = $1 AND account_id = $2 AND mode = $3")
        .bind(id.bytes().to_vec())
        .bind(account.bytes().to_vec())
        .bind(mode.as_str())
        .execute(tx)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestDatabase, World, new_customer, on_each_database};

    #[tokio::test]
    async fn nothing_of_a_deleted_customer_stays() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let id = world.engine.create_customer(&world.actor, new_customer("Lina")).await.unwrap().id;
            let mut read = database.db.read().await.unwrap();
            let mut left = async || {
                let count: i64 = sqlx::query_scalar::<Any, i64>(
                    "SELECT (SELECT COUNT(*) FROM customers) + (SELECT COUNT(*) FROM customer_terms)",
                )
                .fetch_one(&mut *read)
                .await
                .unwrap();
                count
            };
            assert!(left().await > 1);
            world.engine.delete_customer(&world.actor, id).await.unwrap();
            assert_eq!(left().await, 0);
        })
        .await;
    }

    #[tokio::test]
    async fn a_change_of_what_was_read_before_is_a_conflict() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let made = world.engine.create_customer(&world.actor, new_customer("Lina")).await.unwrap();
            let late = made.created_at.plus_millis(-1);
            let refused =
                database.db.write(move |tx| Box::pin(async move { update(tx, &made, late).await })).await;
            assert!(matches!(refused, Err(Error::Conflict)));
        })
        .await;
    }
}
