//! `remit webhooks listen`

use axum::{Router, body::Bytes, extract::State, routing::post};
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Value, json};
use standardwebhooks::Webhook;
use tokio::{net::TcpListener, sync::mpsc};

use super::{Running, Terminal};

type Received = (HeaderMap, Bytes);

/// A merchant's program: notes what comes and says yes, but to links that are disabled.
async fn program() -> (String, mpsc::UnboundedReceiver<Received>) {
    let (sender, received) = mpsc::unbounded_channel();
    let answer = |State(sender): State<mpsc::UnboundedSender<Received>>, headers: HeaderMap, body: Bytes| async move {
        let event: Value = serde_json::from_slice(&body).unwrap();
        sender.send((headers, body)).unwrap();
        if event["type"] == "payment_link.disabled" {
            StatusCode::IM_A_TEAPOT
        } else {
            StatusCode::NO_CONTENT
        }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().route("/hooks", post(answer)).with_state(sender);
    tokio::spawn(axum::serve(listener, router).into_future());
    (format!("{address}/hooks"), received)
}

#[tokio::test]
async fn test_events_come_to_a_program_signed_as_webhooks_are() {
    let terminal = Terminal::open().await;
    let (target, mut received) = program().await;
    let mut listen =
        Running::start(terminal.command(&["webhooks", "listen", "--forward-to", &target, "--json"]));
    let session = listen.json().await;
    assert_eq!(session["forward_to"], format!("http://{target}"));
    let link = terminal.happen("Spring").await;

    let (headers, body) = received.recv().await.unwrap();
    Webhook::new(session["signing_secret"].as_str().unwrap()).unwrap().verify(&body, &headers).unwrap();
    let event: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!((&event["type"], &event["data"]["id"]), (&json!("payment_link.created"), &link["id"]));
    let kept =
        terminal.shop.api(Method::GET, &format!("/events/{}", event["id"].as_str().unwrap()), None).await;
    assert_eq!(kept.json(), event);
    assert_eq!(headers["webhook-id"], event["id"].as_str().unwrap());
    let told = listen.json().await;
    assert_eq!((&told["event"], &told["answer"]["status"]), (&event, &json!(204)));
}

#[tokio::test]
async fn each_line_shows_what_the_program_answered() {
    let terminal = Terminal::open().await;
    let (target, _received) = program().await;
    let link = terminal.happen("Spring").await;
    let path = format!("/payment_links/{}", link["id"].as_str().unwrap());
    terminal.shop.api(Method::PATCH, &path, Some(json!({"status": "DISABLED"}))).await;
    terminal.shop.world.engine.dispatch_events().await.unwrap();
    let mut listen =
        Running::start(terminal.command(&["webhooks", "listen", "--forward-to", &target, "--since", "0"]));
    let url = terminal.server.url();
    assert_eq!(listen.line().await, format!("Test events of {url} go to http://{target}; Ctrl-C stops"));
    assert!(listen.line().await.starts_with("Signing secret  whsec_"));
    assert_eq!(listen.line().await, "");
    assert!(listen.line().await.contains("payment_link.created"));
    let refused = listen.line().await;
    assert!(refused.contains("payment_link.disabled") && refused.contains("  -> 418 in "), "{refused}");

    let mut nobody = Running::start(terminal.command(&[
        "webhooks",
        "listen",
        "--forward-to",
        "127.0.0.1:1",
        "--since",
        "1",
        "--json",
    ]));
    nobody.json().await;
    let told = nobody.json().await;
    assert_eq!((&told["answer"], &told["error"]), (&Value::Null, &json!("connection refused")));
}

#[tokio::test]
async fn live_events_are_not_sent_to_somebodys_computer() {
    let terminal = Terminal::open().await;
    let mut live = terminal.command(&["webhooks", "listen", "--forward-to", "3000"]);
    live.env("REMIT_API_KEY", "rk_live_anything");
    let left = super::finish(live).await;
    assert_eq!((left.code, left.out.as_str()), (2, ""));
    assert!(left.err.starts_with("error: this key is for live mode"), "{}", left.err);
}
