//! Who may do what, and what is in whose hands: secrets, tests, limits.

use std::time::Duration;

use domain::{
    access::{Scope, Who},
    id::KeyId,
    webhook::endpoint::MOST,
};
use secrecy::ExposeSecret as _;
use standardwebhooks::Webhook;

use super::*;
use crate::{
    Error,
    events::EventFilter,
    testing::{TestDatabase, on_each_database},
    webhooks::EndpointEdit,
};

#[tokio::test]
async fn two_secrets_are_valid_for_a_day() {
    on_each_database(async |database: TestDatabase| {
        let (world, receiver) = (World::new(&database).await, Receiver::open().await);
        let (engine, actor) = (&world.engine, &world.actor);
        let old = endpoint(engine, actor, &receiver.url, &["*"]).await;
        let new = engine.rotate_endpoint_secret(actor, old.endpoint.id).await.unwrap();
        assert_ne!(old.secret.expose_secret(), new.secret.expose_secret());
        for hours in [0, 23, 24] {
            world.clock.advance(Duration::from_hours(if hours == 24 { 1 } else { hours }));
            link(&world).await;
            send_all(engine).await;
            let (headers, body) = receiver.requests().pop().unwrap();
            let text = |name: &str| headers[name].to_str().unwrap().to_owned();
            let moment = text("webhook-timestamp").parse().unwrap();
            let by = |revealed: &Revealed| {
                let webhook = Webhook::new(revealed.secret.expose_secret()).unwrap();
                webhook.sign(&text("webhook-id"), moment, &body).unwrap()
            };
            let expected = if hours < 24 { format!("{} {}", by(&new), by(&old)) } else { by(&new) };
            assert_eq!(text("webhook-signature"), expected, "after {hours} hours");
        }
    })
    .await;
}

#[tokio::test]
async fn a_test_goes_to_one_endpoint_and_takes_no_place() {
    on_each_database(async |database: TestDatabase| {
        let world = World::new(&database).await;
        let (one, other) = (Receiver::open().await, Receiver::open().await);
        let (engine, actor) = (&world.engine, &world.actor);
        let id = endpoint(engine, actor, &one.url, &["usage.failed"]).await.endpoint.id;
        endpoint(engine, actor, &other.url, &["*"]).await;
        let sent = engine.test_endpoint(actor, id).await.unwrap();
        send_all(engine).await;
        link(&world).await;
        send_all(engine).await;
        assert_eq!(one.types(), ["webhook_endpoint.test"]);
        assert_eq!(one.events()[0]["sequence"], Value::Null);
        assert_eq!(one.events()[0]["data"]["id"], id.to_string());
        assert!(one.events()[0]["data"].get("secret").is_none());
        assert_eq!(other.types(), ["payment_link.created"]);
        assert_eq!(other.events()[0]["sequence"], 1);
        let seen = engine.get_delivery(actor, sent.delivery.id).await.unwrap();
        assert_eq!((seen.delivery.status, seen.attempts.len()), (DeliveryStatus::Succeeded, 1));
        assert_eq!(engine.recount().await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn there_are_twenty_endpoints_at_the_most() {
    on_each_database(async |database: TestDatabase| {
        let world = World::new(&database).await;
        let (engine, actor) = (&world.engine, &world.actor);
        let new = || NewEndpoint {
            url: engine.parse_endpoint_url("https://shop.example/", actor.mode).unwrap(),
            events: Subscription::Everything,
            description: None,
        };
        let all =
            futures_util::future::join_all((0..MOST + 5).map(|_| engine.create_endpoint(actor, new()))).await;
        let (made, refused): (Vec<_>, Vec<_>) = all.into_iter().partition(Result::is_ok);
        assert_eq!((made.len(), refused.len()), (MOST, 5));
        for result in refused {
            let error = result.unwrap_err();
            assert!(
                matches!(&error, Error::Invalid(errors) if errors[0].code == "too_many_endpoints"),
                "{error}"
            );
        }
        assert!(engine.create_endpoint(&live(actor), new()).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn strangers_find_nothing_and_keys_need_the_scope() {
    on_each_database(async |database: TestDatabase| {
        let (world, receiver) = (World::new(&database).await, Receiver::open().await);
        let (engine, actor) = (&world.engine, &world.actor);
        let id = endpoint(engine, actor, &receiver.url, &["*"]).await.endpoint.id;
        link(&world).await;
        send_all(engine).await;
        let delivery = deliveries(&world, id).await.remove(0).delivery;
        for stranger in world.strangers().await {
            let none =
                |found: Result<(), Error>| assert!(matches!(found, Err(Error::NotFound(_))), "{found:?}");
            none(engine.get_endpoint(&stranger, id).await.map(drop));
            none(engine.edit_endpoint(&stranger, id, EndpointEdit::default()).await.map(drop));
            none(engine.delete_endpoint(&stranger, id).await);
            none(engine.rotate_endpoint_secret(&stranger, id).await.map(drop));
            none(engine.test_endpoint(&stranger, id).await.map(drop));
            none(engine.retry_failed_deliveries(&stranger, id, engine.now()).await.map(drop));
            none(engine.retry_delivery(&stranger, delivery.id).await.map(drop));
            none(engine.get_delivery(&stranger, delivery.id).await.map(drop));
            none(engine.get_event(&stranger, delivery.event).await.map(drop));
            let of_event = DeliveryFilter { event: Some(delivery.event), ..DeliveryFilter::default() };
            none(engine.list_deliveries(&stranger, &of_event, &PageRequest::default()).await.map(drop));
            let all = DeliveryFilter::default();
            let listed = engine.list_deliveries(&stranger, &all, &PageRequest::default()).await.unwrap();
            assert_eq!(listed.items, []);
            let events = engine
                .list_events_after(&stranger, &EventFilter::default(), 0, &PageRequest::default())
                .await
                .unwrap();
            assert_eq!(events.items, []);
        }
        let scopes = vec![Scope::Read, Scope::WriteLinks, Scope::WriteSettings];
        let key = Who::Key { id: KeyId::from_uuid(engine.make.uuid()), scopes };
        let key = Actor { who: key, ..actor.clone() };
        assert!(matches!(engine.rotate_endpoint_secret(&key, id).await, Err(Error::Forbidden)));
        assert!(matches!(engine.retry_delivery(&key, delivery.id).await, Err(Error::Forbidden)));
        assert!(engine.get_delivery(&key, delivery.id).await.is_ok());
    })
    .await;
}
