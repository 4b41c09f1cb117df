//! `remit events tail`

use http::Method;
use serde_json::{Value, json};

use super::{Running, Terminal};
use crate::support::object;

#[tokio::test]
async fn what_happens_is_shown_as_it_happens_and_a_lost_connection_loses_nothing() {
    let mut terminal = Terminal::open().await;
    terminal.shop.link(json!({"name": "Before"})).await;
    terminal.shop.world.engine.dispatch_events().await.unwrap();
    let mut tail = Running::start(terminal.command(&["events", "tail", "--json"]));
    assert_eq!(tail.note().await, format!("following test mode of {}; Ctrl-C stops", terminal.server.url()));
    let first = terminal.happen("First").await;
    let event = tail.json().await;
    assert_eq!(
        (&event["type"], &event["sequence"], &event["data"]["id"]),
        (&json!("payment_link.created"), &json!(2), &first["id"])
    );

    let port = terminal.server.port;
    terminal.server.stop().await;
    let note = tail.note().await;
    assert!(note.starts_with("cannot reach") && note.ends_with("trying again"), "{note}");
    let second = terminal.shop.link(json!({"name": "Second"})).await;
    terminal.shop.world.engine.dispatch_events().await.unwrap();
    terminal.server = terminal.shop.listen_on(port).await;
    assert_eq!(tail.note().await, "connected again");
    let event = tail.json().await;
    assert_eq!((&event["sequence"], &event["data"]["id"]), (&json!(3), &second["id"]));
}

#[tokio::test]
async fn the_past_is_shown_from_a_place_on_and_by_type() {
    let terminal = Terminal::open().await;
    let link = terminal.happen("Spring").await;
    let path = object("payment_links", &link);
    for status in ["DISABLED", "ACTIVE", "DISABLED"] {
        terminal.shop.api(Method::PATCH, &path, Some(json!({"status": status}))).await;
    }
    terminal.shop.world.engine.dispatch_events().await.unwrap();
    let wanted = ["events", "tail", "--since", "1", "--events", "payment_link.disabled,payment_link.enabled"];
    let mut tail = Running::start(terminal.command(&wanted));
    let id = link["id"].as_str().unwrap();
    assert_eq!(
        tail.line().await,
        format!("     2  2026-06-01T09:00:00Z      payment_link.disabled    {id}  AED 150.00 DISABLED")
    );
    assert!(tail.line().await.contains("payment_link.enabled"));
    assert!(tail.line().await.starts_with("     4  "));

    let unknown = terminal.run(&["events", "tail", "--events", "usage.paid"]).await;
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
}

impl Terminal {
    /// Makes a link and gives its event a place.
    pub async fn happen(&self, name: &str) -> Value {
        let link = self.shop.link(json!({"name": name})).await;
        self.shop.world.engine.dispatch_events().await.unwrap();
        link
    }
}
