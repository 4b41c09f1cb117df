//! Lists of customers: filters, searches and counts. A page is found in indexes alone, as of links.

use domain::{
    Mode,
    id::{AccountId, CustomerId},
};
use sqlx::AnyConnection;

use super::{
    super::{
        query::{NEWEST, Query},
        search::{Search, having_word, newest_containing},
        terms::{self, Kept},
    },
    Row,
};
use crate::{
    customers::{Customer, CustomerFilter},
    error::Result,
    page::{Count, PageRequest},
};

/// One page of an account's customers, newest first.
pub async fn list(
    connection: &mut AnyConnection,
    scope: (AccountId, Mode),
    filter: &CustomerFilter,
    request: &PageRequest<CustomerId>,
) -> Result<Vec<Customer>> {
    let search = Search::choose(connection, Kept::Customers, scope, filter.q.as_deref()).await?;
    let rows: Vec<Row> = filtered(scope, filter, search.as_ref())
        .cut(request, CustomerId::bytes)
        .rows(select!("WHERE id IN ("), request, &NEWEST)
        .fetch(connection)
        .await?;
    rows.into_iter().map(Customer::try_from).collect()
}

/// How many of an account's customers the filter lets through.
pub async fn count(
    connection: &mut AnyConnection,
    scope: (AccountId, Mode),
    filter: &CustomerFilter,
) -> Result<Count> {
    let search = Search::choose(connection, Kept::Customers, scope, filter.q.as_deref()).await?;
    filtered(scope, filter, search.as_ref()).count(connection, Search::counted(search.as_ref())).await
}

/// The ids of an account's customers that the filter lets through.
fn filtered(
    (account, mode): (AccountId, Mode),
    filter: &CustomerFilter,
    search: Option<&Search<CustomerId>>,
) -> Query {
    const ALL: &str = "SELECT id FROM customers WHERE account_id = ? AND mode = ?";
    let query = Query::new(ALL, vec![account.bytes().into(), mode.as_str().into()])
        .and_some("reference = ?", filter.reference.as_deref())
        .made_between(filter.created_gte, filter.created_lt);
    match search {
        Some(search) => searched(query, (account, mode), search),
        None => query,
    }
}

fn searched(query: Query, scope: (AccountId, Mode), search: &Search<CustomerId>) -> Query {
    match search {
        Search::Id(id) => query.and("id = ?", vec![id.bytes().into()]),
        Search::Rare(sought) => query.and_id_in(terms::customers_by_term(scope, sought, false)),
        Search::Phrase(sought) => query.and_id_in(terms::customers_by_term(scope, sought, true)),
        Search::Common(sought) => having_word(
            query,
            "EXISTS (SELECT 1 FROM customer_terms t WHERE t.customer_id = customers.id \
             AND t.term >= ? AND t.term < ?)",
            sought,
        ),
        Search::Symbols(sought) => newest_containing(
            query,
            "id >= (SELECT n.id FROM (SELECT o.id FROM customers o WHERE o.account_id = ? AND o.mode = ? \
             ORDER BY o.id DESC LIMIT 5000) AS n ORDER BY n.id LIMIT 1)",
            scope,
            sought,
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{
        customers::NewCustomer,
        page::Cursor,
        testing::{TestDatabase, World, new_customer, on_each_database},
    };

    async fn found(world: &World, filter: CustomerFilter) -> Vec<String> {
        let page = world.engine.list_customers(&world.actor, &filter, &PageRequest::default()).await.unwrap();
        let count = world.engine.count_customers(&world.actor, &filter).await.unwrap();
        assert_eq!((count.number, count.is_all), (page.items.len() as u64, true));
        page.items.iter().map(|customer| customer.name.to_string()).collect()
    }

    #[tokio::test]
    async fn pages_go_both_ways_without_gaps() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let mut ids = Vec::new();
            for n in 0..5 {
                let new = new_customer(&format!("Customer {n}"));
                ids.push(world.engine.create_customer(&world.actor, new).await.unwrap().id);
            }
            let page = async |cursor| {
                let request = PageRequest::try_new(2, cursor).unwrap();
                let filter = CustomerFilter::default();
                let page = world.engine.list_customers(&world.actor, &filter, &request).await.unwrap();
                (page.items.iter().map(|one| one.id).collect::<Vec<_>>(), page.has_more)
            };
            assert_eq!(page(None).await, (vec![ids[4], ids[3]], true));
            assert_eq!(page(Some(Cursor::StartingAfter(ids[3]))).await, (vec![ids[2], ids[1]], true));
            assert_eq!(page(Some(Cursor::StartingAfter(ids[1]))).await, (vec![ids[0]], false));
            assert_eq!(page(Some(Cursor::EndingBefore(ids[0]))).await, (vec![ids[2], ids[1]], true));
            assert_eq!(page(Some(Cursor::EndingBefore(ids[2]))).await, (vec![ids[4], ids[3]], false));
        })
        .await;
    }

    #[tokio::test]
    async fn a_customer_is_found_by_name_email_phone_reference_and_id() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let lina = NewCustomer { reference: "CRM_0042".parse().ok(), ..new_customer("Lina Haddad") };
            let lina = world.engine.create_customer(&world.actor, lina).await.unwrap();
            let bare = NewCustomer { email: None, phone: None, ..new_customer("شركة أحمد 100%") };
            world.engine.create_customer(&world.actor, bare).await.unwrap();
            let by = |q: &str| CustomerFilter { q: Some(q.to_owned()), ..CustomerFilter::default() };
            let id = lina.id.to_string();
            for q in
                ["lina", "HADD", "lina had", "lina.haddad@", "050 123 4567", "4567", "crm_0042", "0042", &id]
            {
                assert_eq!(found(&world, by(q)).await, ["Lina Haddad"], "{q}");
            }
            for q in ["احمد", "شركة", "%"] {
                assert_eq!(found(&world, by(q)).await, ["شركة أحمد 100%"], "{q}");
            }
            assert_eq!(found(&world, by("' OR 1=1 --")).await, [""; 0]);
            let reference = CustomerFilter { reference: lina.reference.map(|own| own.to_string()), ..by("") };
            assert_eq!(found(&world, reference).await, ["Lina Haddad"]);
        })
        .await;
    }

    #[tokio::test]
    async fn days_narrow_and_strangers_find_nothing() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            world.engine.create_customer(&world.actor, new_customer("First")).await.unwrap();
            world.clock.advance(Duration::from_secs(1));
            let second = world.engine.create_customer(&world.actor, new_customer("Second")).await.unwrap();
            let at = Some(second.created_at);
            let from = CustomerFilter { created_gte: at, ..CustomerFilter::default() };
            assert_eq!(found(&world, from).await, ["Second"]);
            let before = CustomerFilter { created_lt: at, ..CustomerFilter::default() };
            assert_eq!(found(&world, before).await, ["First"]);
            for stranger in world.strangers().await {
                for q in [None, Some("first".to_owned()), Some("%".to_owned()), Some(second.id.to_string())] {
                    let filter = CustomerFilter { q, ..CustomerFilter::default() };
                    let page = world.engine.list_customers(&stranger, &filter, &PageRequest::default()).await;
                    assert_eq!(page.unwrap().items, []);
                }
            }
        })
        .await;
    }
}
