//! What becomes of a letter when the mail server, the clock or another server has its own mind.

use std::time::Duration;

use domain::Locale;

use super::*;
use crate::testing::{TestDatabase, World, on_each_database};

const LATER: MailError = MailError::Later { what: "asked for patience", code: Some(421) };

/// `state`, `code`, and whether the recipient and the letter are still there.
async fn rows(database: &TestDatabase) -> Vec<(String, Option<i64>, bool)> {
    let mut read = database.db.read().await.unwrap();
    let rows: Vec<(String, Option<i64>, i64)> = sqlx::query_as(
        "SELECT state, code, CASE WHEN recipient IS NULL AND letter IS NULL THEN CAST(0 AS BIGINT) \
         ELSE CAST(1 AS BIGINT) END FROM mails ORDER BY id",
    )
    .fetch_all(&mut *read)
    .await
    .unwrap();
    rows.into_iter().map(|(state, code, there)| (state, code, there == 1)).collect()
}

async fn posted(world: &World) {
    world.engine.forgot_password(World::EMAIL, Locale::Ar).await.unwrap();
}

#[tokio::test]
async fn a_letter_that_was_sent_leaves_the_fact_alone() {
    on_each_database(async |database: TestDatabase| {
        let world = World::with_mail(&database).await;
        posted(&world).await;
        assert_eq!(rows(&database).await, [("waiting".to_owned(), None, true)]);
        assert_eq!(world.engine.send_mails().await.unwrap(), 1);
        assert_eq!(world.engine.send_mails().await.unwrap(), 0);
        assert_eq!(world.mailer.sent().len(), 1);
        assert_eq!(rows(&database).await, [("sent".to_owned(), None, false)]);
    })
    .await;
}

#[tokio::test]
async fn no_token_is_in_the_database() {
    on_each_database(async |database: TestDatabase| {
        let world = World::with_mail(&database).await;
        world.mailer.order(LATER);
        posted(&world).await;
        world.engine.send_mails().await.unwrap();
        let mut read = database.db.read().await.unwrap();
        let letter: String =
            sqlx::query_scalar("SELECT letter FROM mails").fetch_one(&mut *read).await.unwrap();
        let user = match &serde_json::from_str(&letter).unwrap() {
            Letter::PasswordReset { user, token: None } => user.to_string(),
            _ => panic!("{letter}"),
        };
        assert_eq!(letter, format!("{{\"kind\":\"password_reset\",\"user\":\"{user}\"}}"));
    })
    .await;
}

#[tokio::test]
async fn patience_is_had_with_a_busy_server_and_the_id_stays() {
    on_each_database(async |database: TestDatabase| {
        let world = World::with_mail(&database).await;
        posted(&world).await;
        for (order, wait) in [(LATER, 1), (LATER, 5), (LATER, 15)] {
            world.mailer.order(order);
            assert_eq!(world.engine.send_mails().await.unwrap(), 1);
            world.clock.advance(Duration::from_millis(wait * 60_000 - 1));
            assert_eq!(world.engine.send_mails().await.unwrap(), 0);
            world.clock.advance(Duration::from_millis(1));
        }
        world.engine.send_mails().await.unwrap();
        assert_eq!(world.mailer.sent().len(), 1);
    })
    .await;
}

#[test]
fn eight_tries_within_a_day_and_no_more() {
    let now = Timestamp::from_millis(0);
    let again = |tries| match outcome(Err(LATER), tries, now) {
        Outcome::Again(next) => Some(next.millis()),
        Outcome::Over(end) => {
            assert_eq!(end, End::GivenUp(Some(421)));
            None
        }
    };
    assert!((1..=7).all(|tries| again(tries).is_some()));
    assert_eq!(again(8), None);
    let day = 24 * 3_600_000;
    assert!((day - 3_600_000..=day).contains(&(1..=7).filter_map(again).sum::<i64>()));
}

#[tokio::test]
async fn a_letter_that_is_refused_is_given_up_at_once() {
    on_each_database(async |database: TestDatabase| {
        let world = World::with_mail(&database).await;
        world.mailer.order(MailError::Refused { code: Some(550) });
        posted(&world).await;
        world.engine.send_mails().await.unwrap();
        assert_eq!(rows(&database).await, [("given_up".to_owned(), Some(550), false)]);
        world.clock.advance(Duration::from_hours(48));
        assert_eq!(world.engine.send_mails().await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_nobody_waits_for_any_more_is_not_sent() {
    on_each_database(async |database: TestDatabase| {
        let world = World::with_mail(&database).await;
        posted(&world).await;
        world.clock.advance(Duration::from_hours(1) + Duration::from_millis(1));
        world.engine.send_mails().await.unwrap();
        assert_eq!(rows(&database).await, [("given_up".to_owned(), None, false)]);
        assert!(world.mailer.sent().is_empty());
    })
    .await;
}

#[tokio::test]
async fn two_servers_send_each_letter_once_and_a_crash_repeats_it_under_its_id() {
    on_each_database(async |database: TestDatabase| {
        let world = World::with_mail(&database).await;
        for _ in 0..4 {
            posted(&world).await;
        }
        let (one, other) = tokio::join!(world.engine.send_mails(), world.engine.send_mails());
        assert!(one.unwrap() + other.unwrap() >= 4);
        assert_eq!(world.mailer.sent().len(), 4);

        // Taken and sent, but never noted: the server is gone.
        posted(&world).await;
        let mut read = database.db.read().await.unwrap();
        let due = mails::list_due(&mut read, world.engine.now()).await.unwrap().remove(0);
        drop(read);
        let (id, lease) = (due.id, world.engine.now().plus_millis(LEASE_MILLIS));
        let take = database.db.write(move |tx| Box::pin(async move { mails::take(tx, &due, lease).await }));
        let taken = take.await.unwrap().unwrap();
        assert!(world.engine.hand_over(&*world.mailer, id, taken).await.unwrap().is_ok());
        assert_eq!(world.engine.send_mails().await.unwrap(), 0);
        world.clock.advance(Duration::from_millis(LEASE_MILLIS.unsigned_abs()));
        assert_eq!(world.engine.send_mails().await.unwrap(), 1);
        let ids: Vec<_> = world.mailer.sent()[4..].iter().map(|mail| mail.id).collect();
        assert_eq!(ids, [id, id]);
        // Who was away for too long writes nothing more.
        let late = world.engine.note(id, lease, Outcome::Over(End::Sent)).await;
        assert!(matches!(late, Err(Error::Conflict)));
    })
    .await;
}
