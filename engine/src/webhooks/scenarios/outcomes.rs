//! What an answer leads to.

use std::time::Duration;

use domain::{
    Locale,
    webhook::{ATTEMPTS, DeliveryStatus, DisabledReason, EndpointStatus},
};
use secrecy::ExposeSecret as _;
use standardwebhooks::Webhook;

use super::*;
use crate::{
    accounts::AccountEdit,
    mail::{Letter, NoticesEdit},
    shown::ShownEvent,
    store::webhook_endpoints,
    testing::{TestDatabase, on_each_database},
    webhooks::{Endpoint, EndpointEdit, SettableStatus},
};

#[tokio::test]
async fn what_happens_arrives_signed_and_as_the_api_shows_it() {
    on_each_database(async |database: TestDatabase| {
        let (world, receiver) = (World::new(&database).await, Receiver::open().await);
        let engine = &world.engine;
        let made = endpoint(engine, &world.actor, &receiver.url, &["*"]).await;
        let link = link(&world).await;
        world.clock.advance(Duration::from_millis(70));
        send_all(engine).await;

        let [(headers, body)] = &receiver.requests()[..] else { panic!("one request") };
        let text = |name: &str| headers[name].to_str().unwrap();
        let signed = Webhook::new(made.secret.expose_secret()).unwrap();
        let moment = text("webhook-timestamp").parse().unwrap();
        assert_eq!(moment, engine.now().millis() / 1_000);
        assert_eq!(signed.sign(text("webhook-id"), moment, body).unwrap(), text("webhook-signature"));

        let id = text("webhook-id").parse().unwrap();
        let event = engine.get_event(&world.actor, id).await.unwrap();
        let shown = serde_json::to_value(ShownEvent::new(event, "https://pay.example.com")).unwrap();
        assert_eq!(serde_json::from_slice::<Value>(body).unwrap(), shown);
        assert_eq!((&shown["type"], &shown["sequence"]), (&"payment_link.created".into(), &1.into()));
        assert_eq!(shown["data"]["id"], link.id.to_string());
        assert_eq!(shown["data"]["url"], format!("https://pay.example.com/l/{}", link.slug));

        let [Attempted { delivery, attempts }] = &deliveries(&world, made.endpoint.id).await[..] else {
            panic!("one delivery")
        };
        assert_eq!((delivery.status, attempts.len()), (DeliveryStatus::Succeeded, 1));
        assert_eq!((attempts[0].answer_status, attempts[0].lag_millis), (Some(200), 70));
        assert_eq!(attempts[0].answer_body.as_deref(), Some(&b"thank you"[..]));
        assert_eq!(attempts[0].request_headers["webhook-id"], id.to_string());
        assert!(!format!("{attempts:?}").contains("whsec_"));
    })
    .await;
}

#[tokio::test]
async fn ten_attempts_of_the_same_bytes_and_then_no_more() {
    on_each_database(async |database: TestDatabase| {
        let (world, receiver) = (World::new(&database).await, Receiver::open().await);
        let made = endpoint(&world.engine, &world.actor, &receiver.url, &["*"]).await;
        receiver.answer([500, 301, 404, 429, 503, 400, 500, 500, 500, 500]);
        link(&world).await;
        let began = world.engine.now();
        send_all(&world.engine).await;
        for made_so_far in 1..ATTEMPTS {
            let [Attempted { delivery, attempts }] = &deliveries(&world, made.endpoint.id).await[..] else {
                panic!("one delivery")
            };
            assert_eq!((delivery.status, attempts.len()), (DeliveryStatus::Pending, made_so_far as usize));
            let due = delivery.next_attempt_at.unwrap();
            world.clock.set(due.plus_millis(-1));
            assert_eq!(world.engine.deliver_webhooks().await.unwrap(), 0, "{made_so_far}");
            world.clock.set(due);
            assert_eq!(world.engine.deliver_webhooks().await.unwrap(), 1);
        }
        world.clock.advance(Duration::from_hours(1_000));
        assert_eq!(world.engine.deliver_webhooks().await.unwrap(), 0);
        assert_eq!(statuses(&world, made.endpoint.id).await, [DeliveryStatus::Failed]);
        let requests = receiver.requests();
        assert_eq!(requests.len(), 10);
        assert!(
            requests.iter().all(|(headers, body)| *body == requests[0].1
                && headers["webhook-id"] == requests[0].0["webhook-id"])
        );
        let last = &deliveries(&world, made.endpoint.id).await[0].attempts[9];
        let days = last.started_at.since(began) / 3_600_000;
        assert!((61..76).contains(&days), "{days} hours");
        assert_eq!(last.lag_millis, last.started_at.since(began));
    })
    .await;
}

#[tokio::test]
async fn who_asks_for_time_gets_it() {
    let database = TestDatabase::sqlite().await;
    let (world, receiver) = (World::new(&database).await, Receiver::open().await);
    let made = endpoint(&world.engine, &world.actor, &receiver.url, &["*"]).await;
    receiver.answer_later(429, "120");
    link(&world).await;
    send_all(&world.engine).await;
    let due = deliveries(&world, made.endpoint.id).await[0].delivery.next_attempt_at.unwrap();
    assert_eq!(due.since(world.engine.now()), 120_000);
}

#[tokio::test]
async fn an_endpoint_that_is_gone_is_disabled_at_once() {
    let database = TestDatabase::sqlite().await;
    let (world, receiver) = (World::new(&database).await, Receiver::open().await);
    let (engine, actor) = (&world.engine, &world.actor);
    let id = endpoint(engine, actor, &receiver.url, &["*"]).await.endpoint.id;
    receiver.answer([410]);
    link(&world).await;
    send_all(engine).await;
    let gone = engine.get_endpoint(actor, id).await.unwrap();
    assert_eq!(gone.disabled_at, Some(engine.now()));
    let enable = EndpointEdit { status: Some(SettableStatus::Enabled), ..EndpointEdit::default() };
    assert_eq!((gone.status, gone.disabled_reason), (EndpointStatus::Disabled, Some(DisabledReason::Gone)));
    link(&world).await;
    send_all(engine).await;
    assert_eq!(receiver.requests().len(), 1);
    assert_eq!(statuses(&world, id).await, [DeliveryStatus::Failed, DeliveryStatus::Skipped]);
    let enabled = engine.edit_endpoint(actor, id, enable).await.unwrap();
    assert_eq!((enabled.disabled_at, enabled.disabled_reason), (None, None));
    let read = engine.get_endpoint(actor, id).await.unwrap();
    assert_eq!((read.status, read.disabled_at), (EndpointStatus::Enabled, None));
}

/// Once, in the account's language, to those who look after it; not to an account that wants no notices of trouble.
#[tokio::test]
async fn who_wants_to_hear_of_trouble_gets_a_letter_when_an_endpoint_is_disabled() {
    on_each_database(async |database: TestDatabase| {
        let (world, receiver) = (World::with_mail(&database).await, Receiver::open().await);
        let (engine, actor) = (&world.engine, &world.actor);
        let french = NoticesEdit { locale: Some(Locale::Fr), ..NoticesEdit::default() };
        engine.edit_account(actor, AccountEdit { notices: french, ..AccountEdit::default() }).await.unwrap();
        let id = endpoint(engine, actor, &receiver.url, &["*"]).await.endpoint.id;
        receiver.answer([500, 410, 410]);
        for _ in 0..2 {
            link(&world).await;
            send_all(engine).await;
        }
        engine.send_mails().await.unwrap();
        let mail = world.mailer.sent().remove(0);
        assert_eq!((world.mailer.sent().len(), mail.to.as_str()), (1, World::EMAIL));
        let Letter::EndpointDisabled(facts) = mail.letter else { panic!("{}", mail.letter.kind()) };
        assert_eq!((facts.endpoint, facts.reason, mail.locale), (id, DisabledReason::Gone, Locale::Fr));
        assert_eq!((facts.url.as_str(), facts.at), (receiver.url.as_str(), engine.now()));

        let quiet = NoticesEdit { trouble: Some(false), ..NoticesEdit::default() };
        engine.edit_account(actor, AccountEdit { notices: quiet, ..AccountEdit::default() }).await.unwrap();
        let enable = EndpointEdit { status: Some(SettableStatus::Enabled), ..EndpointEdit::default() };
        engine.edit_endpoint(actor, id, enable).await.unwrap();
        link(&world).await;
        send_all(engine).await;
        engine.send_mails().await.unwrap();
        assert_eq!(engine.get_endpoint(actor, id).await.unwrap().status, EndpointStatus::Disabled);
        assert_eq!(world.mailer.sent().len(), 1);
    })
    .await;
}

/// As the page of an endpoint lists them.
#[tokio::test]
async fn deliveries_are_listed_by_how_they_went() {
    on_each_database(async |database: TestDatabase| {
        let (world, receiver) = (World::new(&database).await, Receiver::open().await);
        let (engine, actor) = (&world.engine, &world.actor);
        let id = endpoint(engine, actor, &receiver.url, &["*"]).await.endpoint.id;
        receiver.answer([200, 500, 410]);
        for _ in 0..4 {
            link(&world).await;
            send_all(engine).await;
        }
        let listed = async |status: Option<DeliveryStatus>, waits: bool| {
            let filter = DeliveryFilter { event: None, endpoint: Some(id), status, waits };
            let page = engine.list_deliveries(actor, &filter, &PageRequest::default()).await.unwrap();
            page.items.into_iter().map(|attempted| attempted.delivery.status).collect::<Vec<_>>()
        };
        let all = [
            DeliveryStatus::Skipped,
            DeliveryStatus::Failed,
            DeliveryStatus::Pending,
            DeliveryStatus::Succeeded,
        ];
        assert_eq!(listed(None, false).await, all);
        for status in all {
            assert_eq!(listed(Some(status), false).await, [status]);
        }
        assert_eq!(listed(None, true).await, [DeliveryStatus::Pending]);
    })
    .await;
}

#[tokio::test]
async fn five_days_of_nothing_but_failures_disable_an_endpoint() {
    let database = TestDatabase::sqlite().await;
    let (world, receiver) = (World::new(&database).await, Receiver::open().await);
    let (engine, actor) = (&world.engine, &world.actor);
    let id = endpoint(engine, actor, &receiver.url, &["*"]).await.endpoint.id;
    receiver.answer([500; 3]);
    for day in 0..=5 {
        link(&world).await;
        // A success in between begins the days anew.
        if day == 0 {
            send_all(engine).await;
            world.clock.advance(Duration::from_hours(24));
            receiver.inner.answers.lock().unwrap().clear();
            send_all(engine).await;
            receiver.answer([500; 1_000]);
            link(&world).await;
        }
        send_all(engine).await;
        let status = engine.get_endpoint(actor, id).await.unwrap().status;
        let expected = if day < 5 { EndpointStatus::Enabled } else { EndpointStatus::Disabled };
        assert_eq!(status, expected, "day {day}");
        world.clock.advance(Duration::from_hours(24));
    }
    let disabled = engine.get_endpoint(actor, id).await.unwrap();
    assert_eq!(disabled.disabled_reason, Some(DisabledReason::Failing));
}

#[tokio::test]
async fn why_nobody_answered_is_kept() {
    let database = TestDatabase::sqlite().await;
    let world = World::new(&database).await;
    // Nobody listens at a port that was just given back.
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let id =
        endpoint(&world.engine, &world.actor, &format!("http://127.0.0.1:{port}/"), &["*"]).await.endpoint.id;
    link(&world).await;
    send_all(&world.engine).await;
    let attempt = &deliveries(&world, id).await[0].attempts[0];
    assert_eq!((attempt.answer_status, attempt.error.as_deref()), (None, Some("unreachable")));
    assert!(attempt.error_detail.is_some());
}

/// An endpoint that has known nothing but failures for five days, as somebody read it.
async fn failing_for_long(world: &World, url: &str) -> Endpoint {
    let id = endpoint(&world.engine, &world.actor, url, &["*"]).await.endpoint.id;
    let since = world.engine.now();
    let noted = world.engine.db.write(move |tx| Box::pin(webhook_endpoints::note_failure(tx, id, since)));
    noted.await.unwrap();
    world.clock.advance(Duration::from_hours(121));
    world.engine.get_endpoint(&world.actor, id).await.unwrap()
}

#[tokio::test]
async fn what_was_read_before_a_success_or_a_change_gives_nothing_up() {
    on_each_database(async |database: TestDatabase| {
        let world = World::new(&database).await;
        let engine = &world.engine;
        let give_up = async |read: &Endpoint, reason| {
            let (read, now) = (read.clone(), engine.now());
            engine
                .db
                .write(move |tx| {
                    Box::pin(async move { webhook_endpoints::disable(tx, &read, reason, now).await })
                })
                .await
                .unwrap();
        };
        let status = async |id| engine.get_endpoint(&world.actor, id).await.unwrap().status;
        let [succeeded, enabled, moved, left] =
            ["a", "b", "c", "d"].map(|path| format!("https://shop.example/{path}"));

        let read = failing_for_long(&world, &succeeded).await;
        let id = read.id;
        engine.db.write(move |tx| Box::pin(webhook_endpoints::note_success(tx, id))).await.unwrap();
        give_up(&read, DisabledReason::Failing).await;
        assert_eq!(status(read.id).await, EndpointStatus::Enabled, "it has answered well since");

        let read = failing_for_long(&world, &enabled).await;
        let edit = EndpointEdit { status: Some(SettableStatus::Enabled), ..EndpointEdit::default() };
        let after = engine.edit_endpoint(&world.actor, read.id, edit).await.unwrap();
        give_up(&read, DisabledReason::Failing).await;
        assert_eq!((status(read.id).await, after.failing_since), (EndpointStatus::Enabled, None));

        let read = failing_for_long(&world, &moved).await;
        let url = engine.parse_endpoint_url("https://shop.example/new", world.actor.mode).unwrap();
        let edit = EndpointEdit { url: Some(url), ..EndpointEdit::default() };
        engine.edit_endpoint(&world.actor, read.id, edit).await.unwrap();
        give_up(&read, DisabledReason::Gone).await;
        assert_eq!(status(read.id).await, EndpointStatus::Enabled, "it was the old address that is gone");

        let read = failing_for_long(&world, &left).await;
        give_up(&read, DisabledReason::Failing).await;
        assert_eq!(status(read.id).await, EndpointStatus::Disabled, "nothing has changed");
    })
    .await;
}

#[tokio::test]
async fn an_edit_brings_no_failure_back_that_is_over() {
    on_each_database(async |database: TestDatabase| {
        let world = World::new(&database).await;
        let read = failing_for_long(&world, "https://shop.example/").await;
        let (id, version) = (read.id, read.updated_at);
        let written = world.engine.db.write(move |tx| {
            Box::pin(async move {
                webhook_endpoints::note_success(tx, id).await?;
                webhook_endpoints::update(tx, &read, version).await
            })
        });
        written.await.unwrap();
        let after = world.engine.get_endpoint(&world.actor, id).await.unwrap();
        assert_eq!(after.failing_since, None);
    })
    .await;
}
