//! Who gets a letter when a payment is made or taken back.

use domain::{Locale, access::Role};

use crate::{
    accounts::AccountEdit,
    mail::{Letter, NoticesEdit},
    testing::{TestDatabase, World, new_link, on_each_database},
    usages::{BankOutcome, BankReturn, Start, StartUsage},
};

/// Somebody pays who has left this email.
async fn pay(world: &World, email: &str) {
    let link = world.engine.create_link(&world.actor, new_link(5)).await.unwrap();
    let values = [("phone", "+971501234567"), ("email", email)];
    let start = StartUsage {
        slug: link.slug,
        attempt: format!("attempt for {email}"),
        bank: "falcon".to_owned(),
        values: values.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec(),
        locale: Locale::Fr,
        again: true,
        earlier: None,
    };
    let Start::Redirect { url, .. } = world.engine.start_usage(start).await.unwrap() else {
        panic!("no way on")
    };
    let state = url.split_once("state=").unwrap().1.to_owned();
    let code = world.rail.approve(&state).unwrap();
    let outcome = BankOutcome::Approved { code };
    world.engine.return_from_bank(BankReturn { state, outcome }).await.unwrap();
}

/// Kind, recipient and language of everything sent so far.
async fn sent(world: &World) -> Vec<(&'static str, String, Locale)> {
    world.engine.send_mails().await.unwrap();
    let mut sent: Vec<_> =
        world.mailer.sent().into_iter().map(|mail| (mail.letter.kind(), mail.to, mail.locale)).collect();
    sent.sort_unstable_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    sent
}

#[tokio::test]
async fn a_payer_who_left_an_email_gets_one_receipt_in_their_language() {
    on_each_database(async |database: TestDatabase| {
        let world = World::with_mail(&database).await;
        world.rail.set_first_status("ACSC", None);
        pay(&world, "Payer@home.example").await;
        pay(&world, "").await;
        world.engine.pursue_payments_in_doubt().await.unwrap();
        assert_eq!(sent(&world).await.len(), 1);
        let mail = world.mailer.sent().remove(0);
        assert_eq!((mail.to.to_lowercase().as_str(), mail.locale), ("payer@home.example", Locale::Fr));
        let Letter::Receipt(facts) = mail.letter else { panic!("{}", mail.letter.kind()) };
        assert_eq!((facts.money.decimal().as_str(), facts.reference.as_str()), ("150.00", "INV-1042"));
        assert_eq!(facts.contact.as_deref(), Some("help@shop.example"));
        assert!(world.engine.usage_page(&facts.page).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn the_merchants_people_hear_what_their_account_wants() {
    on_each_database(async |database: TestDatabase| {
        let world = World::with_mail(&database).await;
        let admin = world.colleague(Role::Admin).await;
        world.colleague(Role::Member).await;
        world.rail.set_first_status("ACSP", None);
        let edit = NoticesEdit { payments: Some(true), trouble: None, locale: Some(Locale::Ar) };
        world
            .engine
            .edit_account(&world.actor, AccountEdit { notices: edit, ..AccountEdit::default() })
            .await
            .unwrap();
        pay(&world, "").await;
        let (owner, ar) = (World::EMAIL.to_owned(), Locale::Ar);
        let made = [("payment_made", admin.clone(), ar), ("payment_made", owner.clone(), ar)];
        assert_eq!(sent(&world).await, made);

        let payment = world.rail.payments().remove(0);
        assert!(world.rail.advance(&payment.id, "RJCT", Some("AC04")));
        world.clock.advance(std::time::Duration::from_mins(1));
        world.engine.pursue_payments_in_doubt().await.unwrap();
        let all = sent(&world).await;
        assert_eq!(all[2..], [("payment_reversed", admin, ar), ("payment_reversed", owner, ar)]);
    })
    .await;
}

#[tokio::test]
async fn a_new_account_hears_of_trouble_alone_and_strangers_change_nothing() {
    let database = TestDatabase::sqlite().await;
    let world = World::with_mail(&database).await;
    let notices = world.engine.notices(&world.actor).await.unwrap();
    assert_eq!((notices.payments, notices.trouble, notices.locale), (false, true, Locale::En));
    let off = NoticesEdit { trouble: Some(false), ..NoticesEdit::default() };
    let other = world.strangers().await.pop().unwrap();
    world.engine.edit_account(&other, AccountEdit { notices: off, ..AccountEdit::default() }).await.unwrap();
    assert_eq!(world.engine.notices(&world.actor).await.unwrap(), notices);
    world.rail.set_first_status("ACSC", None);
    pay(&world, "").await;
    assert_eq!(sent(&world).await, []);
}

#[tokio::test]
async fn without_mail_nothing_is_written() {
    let database = TestDatabase::sqlite().await;
    let world = World::new(&database).await;
    world.rail.set_first_status("ACSC", None);
    pay(&world, "payer@home.example").await;
    let mut read = database.db.read().await.unwrap();
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM mails").fetch_one(&mut *read).await.unwrap();
    assert_eq!(count, 0);
}
