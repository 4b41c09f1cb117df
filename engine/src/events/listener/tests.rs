//! Nothing is missed and nothing leaks, on one server or on several.

use std::{sync::Arc, time::Duration};

use domain::{event::EventType, id::LinkId};
use futures_util::FutureExt as _;

use super::*;
use crate::{
    Db, Engine, Maker, Rails, Settings,
    clock::SystemRng,
    events::{Event, Subject},
    testing::{TestDatabase, World, new_link, on_each_database},
};

async fn heard(listener: &mut Listener) -> Heard {
    let next = tokio::time::timeout(Duration::from_secs(10), listener.next());
    next.await.expect("something is heard in time").expect("it goes on")
}

async fn news(listener: &mut Listener) -> News {
    match heard(listener).await {
        Heard::News(news) => news,
        Heard::Missed => panic!("nothing was missed"),
    }
}

/// The next link that something is heard of.
async fn link(listener: &mut Listener) -> LinkId {
    news(listener).await.link.unwrap()
}

async fn create(world: &World) -> Link {
    world.engine.create_link(&world.actor, new_link(1)).await.unwrap()
}

/// An event about a link that seems to have been made a while ago.
async fn append(world: &World, link: &Link, ago: Duration) {
    let id = EventId::from_uuid(
        uuid::Builder::from_unix_timestamp_millis(
            u64::try_from(world.engine.now().millis()).unwrap() - u64::try_from(ago.as_millis()).unwrap(),
            &world.engine.make.bytes(),
        )
        .into_uuid(),
    );
    let subject = Subject::link(link, world.engine.now()).unwrap();
    let event = Event { id, ..Event::new(&world.engine.make, EventType::LinkUpdated, subject, "remit") };
    world.engine.db.write(|tx| Box::pin(event.append(tx))).await.unwrap();
}

#[tokio::test]
async fn what_this_server_and_another_write_is_heard_once() {
    on_each_database(|database: TestDatabase| async move {
        let world = World::new(&database).await;
        let mut listener = world.engine.follow(&world.actor, Position::Now).await.unwrap();
        let own = create(&world).await;
        assert_eq!(link(&mut listener).await, own.id);

        let make = Maker::new(world.clock.clone(), Arc::new(SystemRng));
        let settings = Settings::new("https://pay.example.com/".parse().unwrap());
        let other = Db::open(&database.url).await.unwrap();
        let other = Engine::new(other, make, Rails::default(), settings);
        let theirs = other.create_link(&world.actor, new_link(1)).await.unwrap();
        assert_eq!(link(&mut listener).await, theirs.id);
        let last = create(&world).await;
        assert_eq!(link(&mut listener).await, last.id);
        assert_eq!(listener.next().now_or_never(), None);
    })
    .await;
}

#[tokio::test]
async fn an_event_that_is_committed_late_is_heard_all_the_same() {
    on_each_database(|database: TestDatabase| async move {
        let world = World::new(&database).await;
        let first = create(&world).await;
        let mut listener = world.engine.follow(&world.actor, Position::Now).await.unwrap();
        let second = create(&world).await;
        assert_eq!(link(&mut listener).await, second.id);
        // Before everything else by its id, and of a server whose clock is ahead.
        append(&world, &first, Duration::from_secs(3)).await;
        let late = news(&mut listener).await;
        assert_eq!((late.link, late.kind.as_str()), (Some(first.id), "payment_link.updated"));
        world.clock.advance(Duration::from_secs(5));
        append(&world, &first, Duration::ZERO).await;
        assert_eq!(link(&mut listener).await, first.id);
        append(&world, &second, Duration::from_secs(7)).await;
        assert_eq!(link(&mut listener).await, second.id);
        assert_eq!(listener.next().now_or_never(), None);
    })
    .await;
}

#[tokio::test]
async fn nobody_hears_of_other_accounts_modes_or_objects() {
    on_each_database(|database: TestDatabase| async move {
        let world = World::new(&database).await;
        let (watched, other) = (create(&world).await, create(&world).await);
        let mut strangers = Vec::new();
        for stranger in world.strangers().await {
            strangers.push(world.engine.follow(&stranger, Position::Since(Timestamp::from_millis(0))).await);
        }
        let mut all = world.engine.follow(&world.actor, Position::Now).await.unwrap();
        let mut one = world.engine.follow_link(&watched).await.unwrap();
        append(&world, &other, Duration::ZERO).await;
        assert_eq!(link(&mut all).await, other.id);
        append(&world, &watched, Duration::ZERO).await;
        assert_eq!(link(&mut one).await, watched.id);
        for stranger in &mut strangers {
            assert_eq!(stranger.as_mut().unwrap().next().now_or_never(), None);
        }
    })
    .await;
}

#[tokio::test]
async fn who_comes_back_hears_what_happened_meanwhile() {
    on_each_database(|database: TestDatabase| async move {
        let world = World::new(&database).await;
        let mut listener = world.engine.follow(&world.actor, Position::Now).await.unwrap();
        create(&world).await;
        let last = news(&mut listener).await.id;
        drop(listener);
        world.clock.advance(Duration::from_mins(1));
        let moment = world.engine.now();
        let missed = create(&world).await;
        for position in [Position::After(last), Position::Since(moment)] {
            let mut back = world.engine.follow(&world.actor, position).await.unwrap();
            let mut all = Vec::new();
            while all.last() != Some(&missed.id) {
                all.push(link(&mut back).await);
            }
            // What may have been late comes again, what is further back does not.
            assert_eq!(all.len(), if position == Position::After(last) { 2 } else { 1 });
            let next = create(&world).await;
            while link(&mut back).await != next.id {}
        }
    })
    .await;
}

#[tokio::test]
async fn who_missed_too_much_is_told_so() {
    on_each_database(|database: TestDatabase| async move {
        let world = World::new(&database).await;
        let link = create(&world).await;
        let mut slow = world.engine.follow(&world.actor, Position::Now).await.unwrap();
        let mut quick = world.engine.follow(&world.actor, Position::Now).await.unwrap();
        let moment = world.engine.now();
        for _ in 0..3 {
            for _ in 0..100 {
                append(&world, &link, Duration::ZERO).await;
            }
            for _ in 0..100 {
                news(&mut quick).await;
            }
        }
        assert_eq!(heard(&mut slow).await, Heard::Missed);
        news(&mut slow).await;

        let unknown = EventId::from_uuid(world.engine.make.uuid());
        for position in [Position::Since(moment), Position::After(unknown)] {
            let mut back = world.engine.follow(&world.actor, position).await.unwrap();
            assert_eq!(heard(&mut back).await, Heard::Missed, "{position:?}");
            append(&world, &link, Duration::ZERO).await;
            news(&mut back).await;
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_is_read_once_nobody_listens_and_again_when_somebody_does() {
    let database = TestDatabase::sqlite().await;
    let world = World::new(&database).await;
    for _ in 0..3 {
        let mut listener = world.engine.follow(&world.actor, Position::Now).await.unwrap();
        let created = create(&world).await;
        assert_eq!(link(&mut listener).await, created.id);
        drop(listener);
        while world.engine.feed.is_read().await {
            tokio::task::yield_now().await;
        }
    }
}
