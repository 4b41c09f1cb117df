//! A storm of requests with idempotency keys: each key 1 to 8 times in parallel, many of them cut off, in this process
//! and over real connections. Whoever gets an answer gets the same, byte for byte, and each key has one effect.

use std::{
    collections::BTreeMap, future::pending, net::SocketAddr, pin::pin, sync::Arc, task::Poll, time::Duration,
};

use engine::testing::{TestDatabase, on_each_database};
use futures_util::{StreamExt as _, future::join_all, stream};
use http::{HeaderName, Method, StatusCode};
use serde_json::{Value, json};
use server::listen::{self, Bounds};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

use crate::{
    idempotency::{Call, REPLAYED, send},
    support::{Reply, Shop, least, object},
};

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

/// How requests get to the server.
enum Way {
    /// In this process; who goes away drops the request while it is worked on.
    Straight,
    /// Over a connection of its own; who goes away resets it.
    Connection(SocketAddr),
}

impl Way {
    /// The answer, unless the client goes away: in a third of the cases, at any moment.
    async fn send(&self, shop: &Shop, key: &str, call: &Call, cut: Option<u64>) -> Option<Reply> {
        match self {
            Self::Straight => until_cut(send(shop, Some(key), call), cut.unwrap_or(u64::MAX)).await,
            Self::Connection(address) => over_a_connection(*address, &shop.key, key, call, cut).await,
        }
    }
}

/// Goes away in the middle of the request, after it, or while waiting a little for the answer.
async fn over_a_connection(
    address: SocketAddr,
    secret: &str,
    key: &str,
    (method, path, body): &Call,
    cut: Option<u64>,
) -> Option<Reply> {
    let body = body.as_ref().map(Value::to_string).unwrap_or_default();
    let request = format!(
        "{method} /api/v1{path} HTTP/1.1\r\nHost: shop\r\nConnection: close\r\nAuthorization: Bearer {secret}\r\n\
         Idempotency-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(address).await.unwrap();
    let Some(moment) = cut else {
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        return Some(parsed(&answer));
    };
    // Closed with a reset, as by a client that has died.
    stream.set_zero_linger().unwrap();
    let sent = if moment == 0 { request.len() - 1 } else { request.len() };
    stream.write_all(&request.as_bytes()[..sent]).await.unwrap();
    let _ = tokio::time::timeout(Duration::from_millis(moment), stream.read_u8()).await;
    None
}

fn parsed(answer: &[u8]) -> Reply {
    let end = answer.windows(4).position(|part| part == b"\r\n\r\n").expect("a whole head");
    let head = std::str::from_utf8(&answer[..end]).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let header = |line: &str| {
        let (name, value) = line.split_once(": ").unwrap();
        (name.parse::<HeaderName>().unwrap(), value.parse().unwrap())
    };
    Reply { status, headers: lines.map(header).collect(), body: answer[end + 4..].to_vec() }
}

/// Sends request number `index` 1 to 8 times in parallel, then, as a client would that knows of no answer, until
/// there is one.
async fn insist(way: &Way, shop: &Shop, index: usize, call: &Call) -> Counts {
    let mut dice = Dice(index as u64);
    let key = format!("storm-{index}");
    let times = 1 + dice.roll(8);
    let tries = (0..times).map(|_| {
        let cut = if dice.roll(3) == 0 { Some(dice.roll(12)) } else { None };
        way.send(shop, &key, call, cut)
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
        let reply = way.send(shop, &key, call, None).await.expect("nobody went away");
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
fn call(index: usize, original: &str, doomed: &[String]) -> Call {
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
async fn a_storm_in_this_process_has_one_effect_each() {
    on_each_database(async |database| storm(database, async |_| Way::Straight).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_storm_over_real_connections_has_one_effect_each() {
    on_each_database(async |database| {
        let listen = async |shop: &Shop| {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let router = server::router(shop.remit.clone());
            tokio::spawn(listen::serve(listener, router, Bounds::default(), pending()));
            Way::Connection(address)
        };
        storm(database, listen).await;
    })
    .await;
}

async fn storm(database: TestDatabase, way: impl AsyncFnOnce(&Shop) -> Way) {
    let shop = Arc::new(Shop::on(database).await);
    let way = Arc::new(way(&shop).await);
    let original = object("payment_links", &shop.link(json!({"name": "original"})).await);
    let mut doomed = Vec::new();
    for _ in 0..KEYS / 5 {
        doomed.push(object("payment_links", &shop.link(json!({"name": "doomed"})).await));
    }
    let storm = stream::iter(0..KEYS).map(|index| {
        let (way, shop, call) = (way.clone(), shop.clone(), call(index, &original, &doomed));
        tokio::spawn(async move { insist(&way, &shop, index, &call).await })
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
    assert_eq!(shop.world.engine.recount().await.unwrap(), []);
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
