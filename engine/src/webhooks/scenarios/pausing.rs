//! Endpoints that are held back, sent to again, and deleted.

use std::time::Duration;

use domain::Refusal;

use super::*;
use crate::{
    Error,
    testing::{TestDatabase, on_each_database},
    webhooks::{EndpointEdit, SettableStatus},
};

async fn set(world: &World, id: EndpointId, status: SettableStatus) {
    let edit = EndpointEdit { status: Some(status), ..EndpointEdit::default() };
    world.engine.edit_endpoint(&world.actor, id, edit).await.unwrap();
}

#[tokio::test]
async fn a_paused_endpoint_waits_and_what_it_misses_is_sent_on_request() {
    on_each_database(async |database: TestDatabase| {
        let (world, receiver) = (World::new(&database).await, Receiver::open().await);
        let (engine, actor) = (&world.engine, &world.actor);
        let id = endpoint(engine, actor, &receiver.url, &["*"]).await.endpoint.id;
        receiver.answer([500]);
        link(&world).await;
        send_all(engine).await;
        set(&world, id, SettableStatus::Paused).await;
        world.clock.advance(Duration::from_hours(1));
        let paused_at = engine.now();
        link(&world).await;
        send_all(engine).await;
        assert_eq!(receiver.requests().len(), 1);
        assert_eq!(statuses(&world, id).await, [DeliveryStatus::Pending, DeliveryStatus::Skipped]);
        let refused = engine.retry_failed_deliveries(actor, id, paused_at).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::EndpointNotEnabled))));
        // What was on its way goes on; what was skipped does not come by itself.
        set(&world, id, SettableStatus::Enabled).await;
        send_all(engine).await;
        assert_eq!(statuses(&world, id).await, [DeliveryStatus::Succeeded, DeliveryStatus::Skipped]);
        let late = engine.retry_failed_deliveries(actor, id, paused_at.plus_millis(1)).await.unwrap();
        assert_eq!((late.deliveries, late.has_more), (0, false));
        let restarted = engine.retry_failed_deliveries(actor, id, paused_at).await.unwrap();
        assert_eq!((restarted.deliveries, restarted.has_more), (1, false));
        send_all(engine).await;
        assert_eq!(statuses(&world, id).await, [DeliveryStatus::Succeeded; 2]);
    })
    .await;
}

#[tokio::test]
async fn a_retry_sends_again_whatever_became_of_it() {
    on_each_database(async |database: TestDatabase| {
        let (world, receiver) = (World::new(&database).await, Receiver::open().await);
        let (engine, actor) = (&world.engine, &world.actor);
        let id = endpoint(engine, actor, &receiver.url, &["*"]).await.endpoint.id;
        link(&world).await;
        send_all(engine).await;
        let delivery = deliveries(&world, id).await.remove(0).delivery;
        receiver.answer([500]);
        engine.retry_delivery(actor, delivery.id).await.unwrap();
        send_all(engine).await;
        // It has its whole schedule before it again: the first wait is the short one.
        let again = engine.get_delivery(actor, delivery.id).await.unwrap();
        assert_eq!((again.delivery.status, again.attempts.len()), (DeliveryStatus::Pending, 2));
        assert!(again.delivery.next_attempt_at.unwrap().since(engine.now()) < 6_000);
        // Nor need one that waits wait.
        engine.retry_delivery(actor, delivery.id).await.unwrap();
        send_all(engine).await;
        let numbers: Vec<_> = deliveries(&world, id).await[0].attempts.iter().map(|a| a.number).collect();
        assert_eq!(numbers, [1, 2, 3]);
        assert_eq!(receiver.requests().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_delivery_that_is_being_sent_is_not_sent_beside() {
    let database = TestDatabase::sqlite().await;
    let (world, receiver) = (World::new(&database).await, Receiver::open().await);
    let (engine, actor) = (&world.engine, &world.actor);
    let id = endpoint(engine, actor, &receiver.url, &["*"]).await.endpoint.id;
    link(&world).await;
    engine.dispatch_events().await.unwrap();
    let taken = engine.lease_due(id, 1).await.unwrap().remove(0);
    let answered = engine.retry_delivery(actor, taken.id).await.unwrap();
    assert_eq!(answered.delivery.status, DeliveryStatus::Sending);
    assert_eq!(engine.deliver_webhooks().await.unwrap(), 0);
}

#[tokio::test]
async fn a_deleted_endpoint_is_sent_nothing_and_its_past_stays() {
    on_each_database(async |database: TestDatabase| {
        let (world, receiver) = (World::new(&database).await, Receiver::open().await);
        let (engine, actor) = (&world.engine, &world.actor);
        let id = endpoint(engine, actor, &receiver.url, &["*"]).await.endpoint.id;
        link(&world).await;
        send_all(engine).await;
        link(&world).await;
        engine.dispatch_events().await.unwrap();
        engine.delete_endpoint(actor, id).await.unwrap();
        send_all(engine).await;
        assert_eq!(receiver.requests().len(), 1);
        assert_eq!(statuses(&world, id).await, [DeliveryStatus::Succeeded, DeliveryStatus::Skipped]);
        assert!(matches!(engine.get_endpoint(actor, id).await, Err(Error::NotFound(_))));
        assert!(matches!(engine.delete_endpoint(actor, id).await, Err(Error::NotFound(_))));
        let delivery = deliveries(&world, id).await.remove(1).delivery;
        assert!(matches!(engine.retry_delivery(actor, delivery.id).await, Err(Error::NotFound(_))));
        assert_eq!(engine.recount().await.unwrap(), []);
    })
    .await;
}
