//! Who waits for whom, and who does not.

use std::time::Duration;

use futures_util::future::join_all;

use super::*;
use crate::{
    Maker, Rails, Settings,
    clock::SystemRng,
    testing::{TestDatabase, on_each_database},
};

#[tokio::test]
async fn the_first_attempts_about_one_object_keep_their_order() {
    on_each_database(async |database: TestDatabase| {
        let (world, receiver) = (World::new(&database).await, Receiver::open().await);
        let engine = &world.engine;
        endpoint(engine, &world.actor, &receiver.url, &["*"]).await;
        receiver.shut(true);
        let first = link(&world).await;
        for name in ["a", "b"] {
            rename(&world, &first, name).await;
        }
        link(&world).await;
        engine.dispatch_events().await.unwrap();
        let under_way = engine.begin_deliveries().await.unwrap();
        receiver.has_heard(2).await;
        // The other link does not wait; the changes of the first one do.
        assert_eq!(receiver.types(), ["payment_link.created", "payment_link.created"]);
        assert_eq!(engine.begin_deliveries().await.unwrap().len(), 0);
        receiver.answer([500, 500]);
        receiver.shut(false);
        join_all(under_way).await;
        // A failure holds nothing up.
        send_all(engine).await;
        let names: Vec<_> =
            receiver.events()[2..].iter().map(|event| event["data"]["name"].clone()).collect();
        assert_eq!(names, ["a", "b"]);
    })
    .await;
}

#[tokio::test]
async fn an_endpoint_that_hangs_delays_no_other() {
    let database = TestDatabase::sqlite().await;
    let world = World::new(&database).await;
    let (hanging, well) = (Receiver::open().await, Receiver::open().await);
    hanging.shut(true);
    for receiver in [&hanging, &well] {
        endpoint(&world.engine, &world.actor, &receiver.url, &["*"]).await;
    }
    for _ in 0..30 {
        link(&world).await;
    }
    world.engine.dispatch_events().await.unwrap();
    while well.requests().len() < 30 {
        world.engine.begin_deliveries().await.unwrap();
        tokio::task::yield_now().await;
    }
    hanging.has_heard(10).await;
    assert_eq!(hanging.requests().len(), 10);
}

#[tokio::test]
async fn two_servers_send_each_delivery_once() {
    on_each_database(async |database: TestDatabase| {
        let (world, receiver) = (World::new(&database).await, Receiver::open().await);
        endpoint(&world.engine, &world.actor, &receiver.url, &["*"]).await;
        let settings = Settings {
            webhook_allow: world.engine.settings().webhook_allow.clone(),
            ..Settings::new("https://pay.example.com/".parse().unwrap())
        };
        let db = crate::Db::connect(&database.url).await.unwrap();
        let make = Maker::new(world.clock.clone(), Arc::new(SystemRng));
        let other = Engine::new(db, make, Rails::default(), settings);
        for _ in 0..60 {
            link(&world).await;
        }
        let serve = async |engine: &Engine| {
            for _ in 0..20 {
                engine.dispatch_events().await.unwrap();
                engine.deliver_webhooks().await.unwrap();
            }
        };
        tokio::join!(serve(&world.engine), serve(&other));
        send_all(&world.engine).await;
        let mut places: Vec<_> =
            receiver.events().iter().map(|event| event["sequence"].as_i64().unwrap()).collect();
        places.sort_unstable();
        assert_eq!(places, (1..=60).collect::<Vec<_>>());
    })
    .await;
}

#[tokio::test]
async fn what_a_crash_left_under_way_is_sent_again_with_the_same_id() {
    on_each_database(async |database: TestDatabase| {
        let (world, receiver) = (World::new(&database).await, Receiver::open().await);
        let engine = &world.engine;
        let made = endpoint(engine, &world.actor, &receiver.url, &["*"]).await;
        let link = link(&world).await;
        rename(&world, &link, "later").await;
        engine.dispatch_events().await.unwrap();
        // Taken, and then the server died.
        let taken = engine.lease_due(made.endpoint.id, 10).await.unwrap();
        assert_eq!(taken.len(), 1);
        assert_eq!(engine.deliver_webhooks().await.unwrap(), 0);
        assert_eq!(
            statuses(&world, made.endpoint.id).await,
            [DeliveryStatus::Sending, DeliveryStatus::Pending]
        );
        world.clock.advance(Duration::from_mins(1));
        send_all(engine).await;
        assert_eq!(receiver.types(), ["payment_link.created", "payment_link.updated"]);
        assert_eq!(receiver.requests()[0].0["webhook-id"], taken[0].event.to_string());
        assert_eq!(statuses(&world, made.endpoint.id).await, [DeliveryStatus::Succeeded; 2]);
    })
    .await;
}

/// The jobs of a server, which nobody calls.
#[tokio::test]
async fn a_commit_is_enough_to_send() {
    let database = TestDatabase::sqlite().await;
    let (world, receiver) = (World::new(&database).await, Receiver::open().await);
    endpoint(&world.engine, &world.actor, &receiver.url, &["*"]).await;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let engine = world.engine.clone();
    let jobs = tokio::spawn(async move {
        let stopped = async {
            let _ = stopped.await;
        };
        engine.run_jobs(stopped).await;
        engine.finish().await;
    });
    for count in 1..=3 {
        link(&world).await;
        receiver.has_heard(count).await;
    }
    stop.send(()).unwrap();
    jobs.await.unwrap();
}
