//! Whole payment attempts against the scripted rail: what holds under races, retries, crashes and trouble.

mod again;
mod bound;
mod counted;
mod crashes;
mod outcomes;
mod races;
mod trouble;

use std::time::Duration;

use domain::Locale;

use crate::{
    links::Link, testing::World, testing::new_link, usages::BankOutcome, usages::BankReturn, usages::Start,
    usages::StartUsage, usages::Usage,
};

async fn link(world: &World, max_usages: u32) -> Link {
    world.engine.create_link(&world.actor, new_link(max_usages)).await.unwrap()
}

fn pay(link: &Link, attempt: &str) -> StartUsage {
    StartUsage {
        slug: link.slug.clone(),
        attempt: attempt.to_owned(),
        bank: "falcon".to_owned(),
        values: vec![("phone".to_owned(), "٠٠٩٧١ ٥٠ ١٢٣ ٤٥٦٧".to_owned())],
        locale: Locale::En,
        again: false,
        earlier: None,
    }
}

/// Presses Pay, also when this number has paid before, and follows to the bank: the page's token and the `state`.
async fn started(world: &World, link: &Link, attempt: &str) -> (String, String) {
    match world.engine.start_usage(StartUsage { again: true, ..pay(link, attempt) }).await.unwrap() {
        Start::Redirect { token, url } => {
            let url = url::Url::parse(&url).unwrap();
            let state = url.query_pairs().find(|(key, _)| key == "state").unwrap().1.into_owned();
            (token, state)
        }
        other => panic!("expected a redirect, got {other:?}"),
    }
}

async fn approve(world: &World, state: &str) {
    let code = world.rail.approve(state).expect("the bank waits for an answer");
    come_back(world, state, &code).await;
}

async fn come_back(world: &World, state: &str, code: &str) {
    let outcome = BankOutcome::Approved { code: code.to_owned() };
    world.engine.return_from_bank(BankReturn { state: state.to_owned(), outcome }).await.unwrap();
}

async fn usage(world: &World, token: &str) -> Usage {
    world.engine.usage_page(token).await.unwrap().unwrap().usage
}

async fn fresh(world: &World, link: &Link) -> Link {
    world.engine.get_link(&world.actor, link.id).await.unwrap()
}

/// Moves the clock past every wait and lets the job ask the bank.
async fn ask_again(world: &World) {
    world.clock.advance(Duration::from_mins(1));
    world.engine.pursue_payments_in_doubt().await.unwrap();
}

async fn ledger_holds(world: &World) {
    assert_eq!(world.engine.recount().await.unwrap(), []);
}
