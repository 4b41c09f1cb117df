//! Repeats, refusals, other requests, other people, parallel ones, and a week later.

use std::{sync::Arc, time::Duration};

use domain::{access::Actor, event::EventType};
use futures_util::future::join_all;
use tokio::sync::Notify;

use super::*;
use crate::{
    links::{Link, LinkFilter, NewLink},
    page::PageRequest,
    testing::{TestDatabase, World, new_link, on_each_database},
};

fn request(key: &str, fingerprint: u8) -> Request {
    request_with("rk_test_secret", key, fingerprint)
}

fn request_with(secret: &str, key: &str, fingerprint: u8) -> Request {
    let key = key.parse().unwrap();
    Request { seal: Seal::new(&key, secret).unwrap(), key, fingerprint: [fingerprint; 32] }
}

/// The link's id and a number that differs each time.
fn shown(make: &crate::Maker) -> impl Fn(Link) -> Result<Reply> + Send + Sync + 'static {
    let make = make.clone();
    move |link| Ok(Reply { status: 201, body: format!("{} {}", link.id, make.uuid()).into_bytes() })
}

async fn create(world: &World, request: Request, new: NewLink) -> Result<Answered> {
    create_as(world, &world.actor, request, new).await
}

async fn create_as(world: &World, actor: &Actor, request: Request, new: NewLink) -> Result<Answered> {
    let run = async |engine: Engine| engine.create_link(actor, new).await;
    world.engine.once(actor, request, run, shown(&world.engine.make)).await
}

/// How many links there are, and how often making one was told.
async fn effects(world: &World) -> (usize, usize) {
    let links = world.engine.list_links(&world.actor, &LinkFilter::default(), &PageRequest::default()).await;
    let links = links.unwrap().items;
    let mut told = 0;
    for link in &links {
        let log = world.engine.link_activity(&world.actor, link.id).await.unwrap();
        told += log.iter().filter(|entry| entry.kind == EventType::LinkCreated).count();
    }
    (links.len(), told)
}

#[tokio::test]
async fn a_repeat_is_answered_the_same_and_has_no_effect() {
    on_each_database(async |database: TestDatabase| {
        let world = World::new(&database).await;
        let first = create(&world, request("k", 1), new_link(1)).await.unwrap();
        let second = create(&world, request("k", 1), new_link(1)).await.unwrap();
        assert_eq!((first.replayed, second.replayed), (false, true));
        assert_eq!(first.reply, second.reply);
        assert_eq!(effects(&world).await, (1, 1));
        let other = create(&world, request("l", 1), new_link(1)).await.unwrap();
        assert_ne!(other.reply, first.reply);
        assert_eq!(effects(&world).await, (2, 2));
    })
    .await;
}

#[tokio::test]
async fn what_was_granted_is_answered_when_it_would_be_refused_by_now() {
    on_each_database(async |database: TestDatabase| {
        let world = World::new(&database).await;
        let expires_at = Some(world.engine.now().plus_millis(60_000));
        let new = NewLink { expires_at, ..new_link(1) };
        let first = create(&world, request("k", 1), new.clone()).await.unwrap();
        world.clock.advance(Duration::from_mins(2));
        assert_eq!(create(&world, request("k", 1), new.clone()).await.unwrap().reply, first.reply);
        assert!(matches!(create(&world, request("l", 1), new).await, Err(Error::Invalid(_))));
    })
    .await;
}

#[tokio::test]
async fn another_request_with_the_key_is_refused() {
    on_each_database(async |database: TestDatabase| {
        let world = World::new(&database).await;
        let answered = create(&world, request("k", 1), new_link(1)).await.unwrap();
        let reused = create(&world, request("k", 2), new_link(1)).await;
        assert!(matches!(reused, Err(Error::IdempotencyKeyReused)), "{reused:?}");
        // Nor is it told to another API key, which may be one that may do less.
        let reused = create(&world, request_with("rk_test_other", "k", 1), new_link(1)).await;
        assert!(matches!(reused, Err(Error::IdempotencyKeyReused)), "{reused:?}");
        assert_eq!(effects(&world).await, (1, 1));
        // A key is the account's own, in each mode.
        for stranger in world.strangers().await {
            let theirs = create_as(&world, &stranger, request("k", 1), new_link(1)).await;
            assert!(matches!(theirs, Err(Error::Invalid(_))), "no destination yet: {theirs:?}");
        }
        assert_eq!(create(&world, request("k", 1), new_link(1)).await.unwrap().reply, answered.reply);
    })
    .await;
}

#[tokio::test]
async fn a_refusal_keeps_nothing() {
    on_each_database(async |database: TestDatabase| {
        let world = World::new(&database).await;
        let taken = NewLink { slug: "spring".parse().ok(), ..new_link(1) };
        world.engine.create_link(&world.actor, taken.clone()).await.unwrap();
        // Nor does it keep its turn, not even for a moment: each is judged again, and none told to wait.
        for _ in 0..32 {
            let refused = create(&world, request("k", 1), taken.clone()).await;
            assert!(matches!(refused, Err(Error::RefusedFields { .. })), "{refused:?}");
        }
        assert!(!create(&world, request("k", 2), new_link(1)).await.unwrap().replayed);
        assert_eq!(effects(&world).await, (2, 2));
    })
    .await;
}

#[tokio::test]
async fn an_effect_whose_reply_cannot_be_kept_is_none() {
    on_each_database(async |database: TestDatabase| {
        let world = World::new(&database).await;
        let World { engine, actor, .. } = &world;
        let unwritten = |_: Link| Err(Error::internal("cannot be written"));
        let run = async |engine: Engine| engine.create_link(actor, new_link(1)).await;
        engine.once(actor, request("k", 1), run, unwritten).await.unwrap_err();
        let twice = async |engine: Engine| {
            engine.create_link(actor, new_link(1)).await?;
            engine.create_link(actor, new_link(1)).await
        };
        engine.once(actor, request("l", 1), twice, shown(&engine.make)).await.unwrap_err();
        // The second write was refused, the first had been answered.
        assert_eq!(effects(&world).await, (1, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn parallel_ones_have_one_effect_and_one_answer() {
    on_each_database(async |database: TestDatabase| {
        let world = World::new(&database).await;
        for round in 0..8_usize {
            let key = format!("k{round}");
            let all = join_all((0..8).map(|_| create(&world, request(&key, 1), new_link(1)))).await;
            let last = create(&world, request(&key, 1), new_link(1)).await.unwrap();
            assert!(last.replayed);
            let mut first = 0;
            for answered in all {
                match answered {
                    Ok(answered) => {
                        assert_eq!(answered.reply, last.reply);
                        first += usize::from(!answered.replayed);
                    }
                    Err(Error::IdempotencyInProgress) => {}
                    Err(other) => panic!("{other}"),
                }
            }
            assert_eq!(first, 1);
            assert_eq!(effects(&world).await, (round + 1, round + 1));
        }
    })
    .await;
}

#[tokio::test]
async fn while_one_is_worked_on_the_next_is_told_so() {
    let Some(database) = TestDatabase::postgres().await else { return };
    let world = World::new(&database).await;
    let World { engine, actor, .. } = &world;
    let (begun, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let slow = async |engine: Engine| {
        let (begun, go_on) = (begun.clone(), go_on.clone());
        let work = engine.db.write(move |_| {
            Box::pin(async move {
                begun.notify_one();
                go_on.notified().await;
                Ok(())
            })
        });
        work.await
    };
    let reply = Reply { status: 200, body: b"done".to_vec() };
    let shown = reply.clone();
    let slow = engine.once(actor, request("k", 1), slow, move |()| Ok(shown.clone()));
    let next = async {
        begun.notified().await;
        let next = create(&world, request("k", 1), new_link(1)).await;
        assert!(matches!(next, Err(Error::IdempotencyInProgress)), "{next:?}");
        assert!(create(&world, request("l", 1), new_link(1)).await.is_ok(), "other keys wait for nothing");
        go_on.notify_one();
    };
    let (slow, ()) = futures_util::join!(slow, next);
    assert_eq!(slow.unwrap(), Answered { reply: reply.clone(), replayed: false });
    assert_eq!(create(&world, request("k", 1), new_link(1)).await.unwrap(), replayed(reply));
}

#[tokio::test]
async fn replies_are_kept_for_a_week() {
    on_each_database(async |database: TestDatabase| {
        let world = World::new(&database).await;
        let first = create(&world, request("k", 1), new_link(1)).await.unwrap();
        world.clock.advance(Duration::from_secs(7 * 24 * 3_600 - 1));
        assert_eq!(world.engine.forget_replies().await.unwrap(), 0);
        assert_eq!(create(&world, request("k", 1), new_link(1)).await.unwrap(), replayed(first.reply));
        world.clock.advance(Duration::from_secs(1));
        assert_eq!(world.engine.forget_replies().await.unwrap(), 1);
        assert!(!create(&world, request("k", 1), new_link(1)).await.unwrap().replayed);
    })
    .await;
}
