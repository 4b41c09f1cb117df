//! Places without gaps, and who is told of what.

use domain::event::EventType;

use super::*;
use crate::{
    events::EventFilter,
    testing::{TestDatabase, on_each_database},
    webhooks::EndpointEdit,
};

#[tokio::test]
async fn an_endpoint_hears_of_its_types_from_its_beginning_on() {
    on_each_database(async |database: TestDatabase| {
        let (world, receiver) = (World::new(&database).await, Receiver::open().await);
        let (engine, actor) = (&world.engine, &world.actor);
        let first = link(&world).await;
        engine.dispatch_events().await.unwrap();
        let id = endpoint(engine, actor, &receiver.url, &["payment_link.updated", "usage.failed"])
            .await
            .endpoint
            .id;
        link(&world).await;
        rename(&world, &first, "a").await;
        send_all(engine).await;
        assert_eq!(receiver.types(), ["payment_link.updated"]);
        let edit = EndpointEdit { events: Some(Subscription::Everything), ..EndpointEdit::default() };
        engine.edit_endpoint(actor, id, edit).await.unwrap();
        link(&world).await;
        send_all(engine).await;
        assert_eq!(receiver.types(), ["payment_link.updated", "payment_link.created"]);
        assert_eq!(engine.recount().await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_gap_is_filled_oldest_first() {
    on_each_database(async |database: TestDatabase| {
        let world = World::new(&database).await;
        let (engine, actor) = (&world.engine, &world.actor);
        let first = link(&world).await;
        for name in ["a", "b", "c"] {
            rename(&world, &first, name).await;
        }
        let read = async |filter: &EventFilter, after, limit| {
            let page = PageRequest::try_new(limit, None).unwrap();
            let page = engine.list_events_after(actor, filter, after, &page).await.unwrap();
            let places: Vec<_> = page.items.iter().filter_map(|event| event.sequence).collect();
            (places, page.has_more)
        };
        let all = EventFilter::default();
        assert_eq!(read(&all, 0, 10).await, (vec![], false), "no place is given yet");
        engine.dispatch_events().await.unwrap();
        assert_eq!(read(&all, 0, 10).await, (vec![1, 2, 3, 4], false));
        assert_eq!(read(&all, 1, 2).await, (vec![2, 3], true));
        assert_eq!(read(&all, 4, 2).await, (vec![], false));
        let created = EventFilter { kind: Some(EventType::LinkCreated), ..EventFilter::default() };
        assert_eq!(read(&created, 0, 10).await, (vec![1], false));
        let other = EventFilter { link: Some(link(&world).await.id), ..EventFilter::default() };
        engine.dispatch_events().await.unwrap();
        assert_eq!(read(&other, 0, 10).await, (vec![5], false));
        let itself = EventFilter { object: other.link.map(|link| *link.bytes()), ..EventFilter::default() };
        assert_eq!(read(&itself, 0, 10).await, (vec![5], false));
        let newest = engine.list_events(actor, &all, &PageRequest::default()).await.unwrap().items;
        assert_eq!(newest.iter().filter_map(|event| event.sequence).collect::<Vec<_>>(), [5, 4, 3, 2, 1]);
    })
    .await;
}

#[tokio::test]
async fn the_books_show_what_is_missing() {
    on_each_database(async |database: TestDatabase| {
        let world = World::new(&database).await;
        let engine = &world.engine;
        endpoint(engine, &world.actor, "https://shop.example/", &["*"]).await;
        for _ in 0..3 {
            link(&world).await;
        }
        engine.dispatch_events().await.unwrap();
        assert_eq!(engine.recount().await.unwrap(), []);
        let lose = async |sql: &'static str| {
            let lost = engine.db.write(move |tx| {
                Box::pin(async move {
                    sqlx::query::<sqlx::Any>(sql).execute(tx).await?;
                    Ok(())
                })
            });
            lost.await.unwrap();
            let found = engine.recount().await.unwrap();
            found.into_iter().map(|difference| difference.what).collect::<Vec<_>>()
        };
        let found = lose("DELETE FROM webhook_deliveries WHERE sequence = 2").await;
        assert_eq!(found, ["webhook_endpoints.deliveries"]);
        let found = lose("UPDATE events SET sequence = 9 WHERE sequence = 3").await;
        assert!(found.contains(&"events.sequence"), "{found:?}");
    })
    .await;
}
