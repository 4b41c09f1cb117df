//! Streams of live pages: who hears what, from where on, how many, and how they end.

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use engine::testing::World;
use futures_util::StreamExt as _;
use http::{HeaderMap, Method, Request, StatusCode};
use serde_json::{Value, json};

use crate::support::{Shop, attempt, object};

/// A stream that is open.
struct Stream {
    status: StatusCode,
    headers: HeaderMap,
    body: BodyDataStream,
    heard: String,
}

impl Stream {
    async fn open(shop: &Shop, path: &str, headers: &[(&str, &str)]) -> Self {
        let mut request = Request::get(path).header("accept", "text/event-stream");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (parts, body) = shop.open_stream(request.body(Body::empty()).unwrap()).await.into_parts();
        let body = body.into_data_stream();
        Self { status: parts.status, headers: parts.headers, body, heard: String::new() }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The next block that says something: its id and its data. `None` when the stream has ended.
    async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            while let Some((block, rest)) = self.heard.clone().split_once("\n\n") {
                let field =
                    |name: &str| block.lines().find_map(|line| line.strip_prefix(name)).map(str::to_owned);
                let (id, data) = (field("id: ").unwrap_or_default(), field("data: "));
                rest.clone_into(&mut self.heard);
                if let Some(data) = data {
                    return Some((id, serde_json::from_str(&data).unwrap()));
                }
            }
            let more = tokio::time::timeout(Duration::from_secs(10), self.body.next()).await;
            let more = more.expect("the stream says something in time")?.unwrap();
            self.heard.push_str(std::str::from_utf8(&more).unwrap());
        }
    }

    async fn data(&mut self) -> Value {
        self.next().await.expect("the stream goes on").1
    }
}

async fn sign_in(shop: &Shop, email: &str) -> String {
    let reply = shop.submit("/login", &[("email", email), ("password", World::PASSWORD)]).await;
    reply.header("set-cookie").split(';').next().unwrap().to_owned()
}

async fn owner(shop: &Shop) -> String {
    sign_in(shop, World::EMAIL).await
}

#[tokio::test]
async fn a_dashboard_hears_of_a_payment_and_nothing_of_the_customer() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    let cookie = owner(&shop).await;
    shop.world.rail.set_first_status("ACSC", None);
    let mut stream = Stream::open(&shop, "/live", &[("cookie", &cookie)]).await;
    assert_eq!(stream.status, StatusCode::OK);
    assert_eq!(stream.header("content-type"), "text/event-stream");
    assert_eq!(stream.header("cache-control"), "no-cache, no-transform");
    assert_eq!(stream.header("x-accel-buffering"), "no");

    shop.approve(&shop.pay(&link, &attempt(1)).await).await;
    let usages = shop.api(Method::GET, &format!("{}/usages", object("payment_links", &link)), None).await;
    let usage = usages.json()["data"][0].clone();
    let mut kinds = Vec::new();
    while kinds.last() != Some(&json!("usage.payment_created")) {
        let (id, told) = stream.next().await.unwrap();
        assert!(id.starts_with("evt_"), "{id}");
        assert_eq!((&told["link"], &told["usage"]), (&link["id"], &usage["id"]), "{told}");
        assert!(!told.to_string().contains("971"), "{told}");
        kinds.push(told["type"].clone());
    }
    assert_eq!(kinds[0], "usage.started");
    assert!(kinds.contains(&json!("payment.created")), "{kinds:?}");
}

#[tokio::test]
async fn nobody_else_hears_it() {
    let shop = Shop::open().await;
    assert_eq!(Stream::open(&shop, "/live", &[]).await.status, StatusCode::UNAUTHORIZED);
    let nobody = Stream::open(&shop, "/live", &[("cookie", "__Host-remit_session=forged")]).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    assert_eq!(Stream::open(&shop, "/u/unknown/live", &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(Stream::open(&shop, "/l/unknown/live", &[]).await.status, StatusCode::NOT_FOUND);

    // The same person in the other mode: only what happens there is heard, from the beginning on.
    let cookie = owner(&shop).await;
    let token = cookie.split_once('=').unwrap().1;
    shop.world.engine.set_mode(token, domain::Mode::Live).await.unwrap();
    let mut other_mode = Stream::open(&shop, "/live?after=0", &[("cookie", &cookie)]).await;
    shop.link(json!({})).await;
    let live = shop.world.strangers().await.remove(0);
    let key = shop.key_of(&live, &domain::access::Scope::ALL).await;
    let body = json!({"name": "Till", "holder": "Lina", "scheme": "IBAN", "identification": "AE070331234567890123456",
        "country": "AE", "bank_type": "RETAIL", "is_default": true});
    shop.api_as(&key, Method::POST, "/destinations", Some(body)).await;
    let link = shop.api_as(&key, Method::POST, "/payment_links", Some(crate::support::least())).await.json();
    let told = other_mode.data().await;
    assert_eq!((&told["type"], &told["link"]), (&json!("payment_link.created"), &link["id"]));
}

#[tokio::test]
async fn a_stream_goes_on_where_it_was_left() {
    let shop = Shop::open().await;
    let cookie = owner(&shop).await;
    let mut stream = Stream::open(&shop, "/live", &[("cookie", &cookie)]).await;
    shop.link(json!({})).await;
    let last = stream.next().await.unwrap().0;
    drop(stream);
    shop.world.clock.advance(Duration::from_mins(1));
    let missed = shop.link(json!({})).await;
    let after = format!("/live?after={last}");
    for (path, headers) in
        [("/live?after=nonsense", vec![("last-event-id", last.as_str())]), (after.as_str(), vec![])]
    {
        let headers = [vec![("cookie", cookie.as_str())], headers].concat();
        let mut back = Stream::open(&shop, path, &headers).await;
        while back.data().await["link"] != missed["id"] {}
    }
    for unknown in ["evt_000000000000000000000000", "nonsense"] {
        let mut back = Stream::open(&shop, "/live", &[("cookie", &cookie), ("last-event-id", unknown)]).await;
        let (id, told) = back.next().await.unwrap();
        assert_eq!(told, json!({"type": "reload"}), "{unknown}");
        assert!(id.starts_with("evt_") && id != last, "{id}");
    }
}

#[tokio::test]
async fn a_stream_ends_with_its_session() {
    let shop = Shop::open().await;
    let (cookie, other) = (owner(&shop).await, owner(&shop).await);
    let mut stream = Stream::open(&shop, "/live", &[("cookie", &cookie)]).await;
    let mut stays = Stream::open(&shop, "/live", &[("cookie", &other)]).await;
    shop.world.engine.sign_out(cookie.split_once('=').unwrap().1).await.unwrap();
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(16)).await;
    tokio::time::resume();
    assert_eq!(stream.next().await, None);
    shop.link(json!({})).await;
    stays.data().await;
}

#[tokio::test]
async fn signing_out_ends_what_other_tabs_hear_at_once() {
    let shop = Shop::open().await;
    let (cookie, other) = (owner(&shop).await, owner(&shop).await);
    let mut stream = Stream::open(&shop, "/live", &[("cookie", &cookie)]).await;
    let mut stays = Stream::open(&shop, "/live", &[("cookie", &other)]).await;
    let page = shop.visit_with("/payments/links", &[("cookie", &cookie)]).await;
    let csrf = page.text().split("data-csrf=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let request = Request::post("/logout")
        .header("cookie", &cookie)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    let out = shop.send(request.body(Body::from(format!("csrf={csrf}"))).unwrap()).await;
    assert_eq!(out.status, StatusCode::SEE_OTHER);
    assert_eq!(stream.next().await, None);
    shop.link(json!({})).await;
    stays.data().await;
}

#[tokio::test]
async fn every_stream_ends_when_the_server_stops() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"max_usages": 1})).await;
    let path = format!("/l/{}/live", link["slug"].as_str().unwrap());
    let mut streams = vec![
        Stream::open(&shop, "/live", &[("cookie", &owner(&shop).await)]).await,
        Stream::open(&shop, &path, &[]).await,
    ];
    streams[1].data().await;
    shop.remit.end_streams();
    for stream in &mut streams {
        assert_eq!(stream.next().await, None);
    }
    assert_eq!(
        Stream::open(&shop, &path, &[]).await.next().await.map(|(_, told)| told),
        Some(json!({"page": "checkout"}))
    );
}

#[tokio::test]
async fn one_session_has_no_more_than_its_share() {
    let shop = Shop::open().await;
    let (cookie, other) = (owner(&shop).await, owner(&shop).await);
    let mut streams = Vec::new();
    for _ in 0..20 {
        streams.push(Stream::open(&shop, "/live", &[("cookie", &cookie)]).await);
    }
    assert!(streams.iter().all(|stream| stream.status == StatusCode::OK));
    let refused = Stream::open(&shop, "/live", &[("cookie", &cookie)]).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(
        (refused.header("retry-after"), refused.header("content-type")),
        ("30", "application/problem+json")
    );
    assert_eq!(Stream::open(&shop, "/live", &[("cookie", &other)]).await.status, StatusCode::OK);
    streams.pop();
    assert_eq!(Stream::open(&shop, "/live", &[("cookie", &cookie)]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_customer_who_waits_hears_the_status_and_nothing_else() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"max_usages": 1})).await;
    let paid = shop.pay(&link, &attempt(1)).await;
    let list =
        shop.api(Method::GET, &format!("{}/usages", object("payment_links", &link)), None).await.json();
    let page = list["data"][0]["page_url"].as_str().unwrap().to_owned();
    let path = format!("{}/live", page.trim_start_matches("https://pay.example.com"));
    let mut usage = Stream::open(&shop, &path, &[]).await;
    let mut room = Stream::open(&shop, &format!("/l/{}/live", link["slug"].as_str().unwrap()), &[]).await;
    assert_eq!(usage.header("cache-control"), "no-cache, no-transform");
    assert_eq!(usage.data().await, json!({"page": "result", "usage_status": "STARTED"}));
    assert_eq!(room.data().await, json!({"page": "full"}));
    // Of other customers they hear nothing.
    shop.link(json!({})).await;
    shop.world.rail.set_first_status("ACSC", None);
    shop.approve(&paid).await;
    let mut last = usage.data().await;
    while last["usage_status"] != "PAYMENT_CREATED" {
        last = usage.data().await;
    }
    assert_eq!(room.data().await, json!({"page": "used"}));
}

#[tokio::test]
async fn a_bank_that_stays_silent_is_said_to_take_long() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    shop.world.rail.set_first_status("PDNG", None);
    let paid = shop.pay(&link, &attempt(1)).await;
    let path = shop.approve(&paid).await;
    let shown = shop.visit(&path).await;
    assert_eq!((shown.main("data-usage-status"), shown.main("data-long")), ("STARTED", ""));
    let mut stream = Stream::open(&shop, &format!("{path}/live"), &[]).await;
    assert_eq!(stream.data().await["long"], Value::Null);
    shop.world.clock.advance(Duration::from_mins(2));
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(16)).await;
    tokio::time::resume();
    assert_eq!(stream.data().await["long"], true);
    let shown = shop.visit(&path).await;
    assert_eq!(shown.main("data-long"), "true");
    assert!(!shown.text().contains("a few seconds"), "{}", shown.text());
}
