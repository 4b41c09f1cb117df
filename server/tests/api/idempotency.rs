//! A request that is sent again with its key is answered again, byte for byte, and has one effect: one by one for
//! every endpoint, and in a storm of parallel requests of which many are cut off.

use std::{collections::BTreeMap, pin::pin, sync::Arc, task::Poll};

use axum::body::Body;
use engine::testing::on_each_database;
use futures_util::{StreamExt as _, future::join_all, stream};
use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};

use crate::{
    access_table,
    support::{Reply, Shop, least, object},
};

const REPLAYED: &str = "idempotent-replayed";

async fn send(
    shop: &Shop,
    key: Option<&str>,
    (method, path, body): &(Method, String, Option<Value>),
) -> Reply {
    let mut request = Request::builder()
        .method(method)
        .uri(format!("/api/v1{path}"))
        .header(header::AUTHORIZATION, format!("Bearer {}", shop.key))
        .header(header::CONTENT_TYPE, "application/json");
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    let body = body.as_ref().map_or_else(Body::empty, |body| Body::from(body.to_string()));
    shop.send(request.body(body).unwrap()).await
}

#[tokio::test]
async fn every_endpoint_that_changes_something_answers_a_repeat() {
    on_each_database(async |database| {
        let shop = Shop::on(database).await;
        let mut repeated = 0;
        for (index, call) in access_table::calls(&shop).await.into_iter().enumerate() {
            let key = format!("key-{index}");
            let (first, second) =
                (send(&shop, Some(&key), &call).await, send(&shop, Some(&key), &call).await);
            if call.0 == Method::GET || !first.status.is_success() {
                assert_eq!(second.header(REPLAYED), "", "{call:?}");
                continue;
            }
            assert_eq!(first.header(REPLAYED), "", "{call:?}");
            assert_eq!(second.header(REPLAYED), "true", "{call:?}: {}", second.text());
            assert_eq!((first.status, &first.body), (second.status, &second.body), "{call:?}");
            assert_eq!(first.header("content-type"), second.header("content-type"));
            repeated += 1;
        }
        assert!(repeated >= 9, "only {repeated}");
    })
    .await;
}

#[tokio::test]
async fn a_key_belongs_to_one_request() {
    let shop = Shop::open().await;
    let create = (Method::POST, "/payment_links".to_owned(), Some(least()));
    let link = send(&shop, Some("k"), &create).await;
    assert_eq!(link.status, StatusCode::CREATED, "{}", link.text());
    let other_body = (
        Method::POST,
        "/payment_links".to_owned(),
        Some(json!({"payment_details": {
            "amount": "151.00", "currency": "AED", "reference": "INV-1042",
        }})),
    );
    let path = object("payment_links", &link.json());
    let other_path = (Method::POST, format!("{path}/duplicate"), Some(least()));
    for other in [other_body, other_path, (Method::DELETE, path, None)] {
        let reply = send(&shop, Some("k"), &other).await;
        assert_eq!(
            (reply.status, reply.json()["code"].as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, Some("idempotency_key_reused")),
            "{other:?}"
        );
    }
    assert_eq!(send(&shop, Some("k"), &create).await.body, link.body);
}

#[tokio::test]
async fn a_key_that_is_none_is_refused_where_it_would_count() {
    let shop = Shop::open().await;
    let create = (Method::POST, "/payment_links".to_owned(), Some(least()));
    for key in ["", "two words", &"k".repeat(256)] {
        let reply = send(&shop, Some(key), &create).await;
        assert_eq!(
            (reply.status, reply.json()["code"].as_str()),
            (StatusCode::BAD_REQUEST, Some("invalid_idempotency_key")),
            "{key:?}"
        );
    }
    let list = (Method::GET, "/payment_links".to_owned(), None);
    assert_eq!(send(&shop, Some("two words"), &list).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_refused_request_may_be_mended_and_sent_with_its_key() {
    let shop = Shop::open().await;
    let wrong = (Method::POST, "/payment_links".to_owned(), Some(json!({})));
    let right = (Method::POST, "/payment_links".to_owned(), Some(least()));
    assert_eq!(send(&shop, Some("k"), &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(send(&shop, Some("k"), &right).await.status, StatusCode::CREATED);
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// The reply, unless the client goes away after it was worked on `steps` times.
async fn until_cut<T>(work: impl Future<Output = T>, steps: u64) -> Option<T> {
    let (mut work, mut left) = (pin!(work), steps);
    std::future::poll_fn(move |context| match work.as_mut().poll(context) {
        Poll::Ready(reply) => Poll::Ready(Some(reply)),
        Poll::Pending if left == 0 => Poll::Ready(None),
        Poll::Pending => {
            left -= 1;
            Poll::Pending
        }
    })
    .await
}

/// What became of the requests of a storm.
#[derive(Debug, Default)]
struct Counts {
    sent: usize,
    cut: usize,
    in_progress: usize,
    first: usize,
    replayed: usize,
}

const KEYS: usize = 500;

/// Sends request number `index` 1 to 8 times in parallel, then, as a client would that knows of no answer, until
/// there is one.
async fn insist(shop: &Shop, index: usize, call: &(Method, String, Option<Value>)) -> Counts {
    let mut dice = Dice(index as u64);
    let key = format!("storm-{index}");
    let times = 1 + dice.roll(8);
    let tries = (0..times).map(|_| {
        // A third of the clients go away, most of them in the middle.
        let steps = if dice.roll(3) == 0 { dice.roll(12) } else { u64::MAX };
        until_cut(send(shop, Some(&key), call), steps)
    });
    let mut counts = Counts::default();
    let mut replies = Vec::new();
    for reply in join_all(tries).await {
        counts.sent += 1;
        match reply {
            None => counts.cut += 1,
            Some(reply) => replies.push(reply),
        }
    }
    loop {
        let reply = send(shop, Some(&key), call).await;
        counts.sent += 1;
        let done = reply.status != StatusCode::CONFLICT;
        replies.push(reply);
        if done {
            break;
        }
        tokio::task::yield_now().await;
    }
    let last = replies.last().map(|reply| (reply.status, reply.body.clone())).unwrap();
    assert!(last.0.is_success(), "{call:?}: {}", String::from_utf8_lossy(&last.1));
    for reply in replies {
        if reply.status == StatusCode::CONFLICT {
            assert_eq!(reply.json()["code"], "idempotency_in_progress", "{call:?}");
            assert_eq!(reply.header("retry-after"), "1");
            counts.in_progress += 1;
            continue;
        }
        assert_eq!((reply.status, &reply.body), (last.0, &last.1), "{call:?}");
        if reply.header(REPLAYED) == "true" { counts.replayed += 1 } else { counts.first += 1 }
    }
    assert!(counts.first <= 1, "{call:?}: {counts:?}");
    counts
}

/// A request whose effect can be counted by its name: three of five make a link, one copies one, one deletes one.
fn call(index: usize, original: &str, doomed: &[String]) -> (Method, String, Option<Value>) {
    let name = format!("storm {index}");
    let mut new = least();
    new["name"] = json!(name);
    match index % 5 {
        0 => (Method::DELETE, doomed[index / 5].clone(), None),
        1 => (Method::POST, format!("{original}/duplicate"), Some(json!({"name": name}))),
        _ => (Method::POST, "/payment_links".to_owned(), Some(new)),
    }
}

/// How many links there are of each name.
async fn names(shop: &Shop) -> BTreeMap<String, usize> {
    let (mut names, mut after) = (BTreeMap::new(), String::new());
    loop {
        let list = shop.api(Method::GET, &format!("/payment_links?limit=100{after}"), None).await.json();
        for link in list["data"].as_array().unwrap() {
            *names.entry(link["name"].as_str().unwrap_or_default().to_owned()).or_default() += 1;
        }
        let Some(cursor) = list["next_cursor"].as_str() else { return names };
        after = format!("&starting_after={cursor}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_storm_of_repeats_has_one_effect_each() {
    on_each_database(async |database| {
        let shop = Arc::new(Shop::on(database).await);
        let original = object("payment_links", &shop.link(json!({"name": "original"})).await);
        let mut doomed = Vec::new();
        for _ in 0..KEYS / 5 {
            doomed.push(object("payment_links", &shop.link(json!({"name": "doomed"})).await));
        }
        let storm = stream::iter(0..KEYS).map(|index| {
            let (shop, call) = (shop.clone(), call(index, &original, &doomed));
            tokio::spawn(async move { insist(&shop, index, &call).await })
        });
        let all: Vec<_> = storm.buffer_unordered(16).map(Result::unwrap).collect().await;
        let sum = |count: fn(&Counts) -> usize| all.iter().map(count).sum::<usize>();
        println!(
            "{KEYS} keys, {} requests: {} cut off, {} told to wait, {} first answers, {} replays",
            sum(|counts| counts.sent),
            sum(|counts| counts.cut),
            sum(|counts| counts.in_progress),
            sum(|counts| counts.first),
            sum(|counts| counts.replayed)
        );
        assert!(sum(|counts| counts.cut) > KEYS / 5 && sum(|counts| counts.replayed) > KEYS);
        let names = names(&shop).await;
        assert_eq!(names.len(), 1 + KEYS * 4 / 5, "the doomed are gone, the others are there");
        assert!(names.values().all(|count| *count == 1), "{names:?}");
    })
    .await;
}

/// Without keys the same would be seen to go wrong.
#[tokio::test]
async fn repeats_without_a_key_have_many_effects() {
    let shop = Shop::open().await;
    for index in [2, 3, 4] {
        let call = call(index, "", &[]);
        join_all((0..8).map(|_| send(&shop, None, &call))).await;
    }
    assert_eq!(names(&shop).await.into_values().collect::<Vec<_>>(), [8, 8, 8]);
}
