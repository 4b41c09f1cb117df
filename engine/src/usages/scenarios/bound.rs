//! Links that are bound to a customer: their usages and payments are the customer's.

use super::*;
use crate::{
    links::NewLink,
    page::PageRequest,
    payments::PaymentFilter,
    testing::{TestDatabase, new_customer, on_each_database},
};

#[tokio::test]
async fn what_is_paid_through_a_bound_link_is_found_by_its_customer() {
    on_each_database(async |database: TestDatabase| {
        let world = World::new(&database).await;
        let (engine, actor) = (&world.engine, &world.actor);
        let customer = engine.create_customer(actor, new_customer("Lina")).await.unwrap().id;
        let bound = NewLink { customer_id: Some(customer), ..new_link(3) };
        let bound = engine.create_link(actor, bound).await.unwrap();
        for (link, attempt) in [(&bound, "first"), (&link(&world, 3).await, "other"), (&bound, "second")] {
            let (_, state) = started(&world, link, attempt).await;
            approve(&world, &state).await;
        }
        engine.delete_customer(actor, customer).await.unwrap();
        let request = PageRequest::default();
        let usages = engine.list_customer_usages(actor, customer, &request).await.unwrap().items;
        assert_eq!(usages.len(), 2);
        assert!(usages.iter().all(|usage| usage.link_id == bound.id && usage.customer_id == Some(customer)));
        assert!(usages[0].id > usages[1].id);
        let filter = PaymentFilter { customer_id: Some(customer), ..PaymentFilter::default() };
        let payments = engine.list_payments(actor, &filter, &PageRequest::default()).await.unwrap().items;
        let paid: Vec<_> = usages.iter().map(|usage| usage.payment.unwrap().id).collect();
        assert_eq!(payments.iter().map(|payment| payment.id).collect::<Vec<_>>(), paid);
        for stranger in world.strangers().await {
            let usages = engine.list_customer_usages(&stranger, customer, &request).await.unwrap();
            assert_eq!(usages.items, []);
        }
    })
    .await;
}
