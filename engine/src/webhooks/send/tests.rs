//! What a sender does with honest receivers, and with tiresome ones.

use super::{
    receiver::{Does, Receiver, status},
    *,
};

const HOOK: &str = "hooks.example.com";

fn sender(resolver: ScriptedResolver, total: Duration) -> Sender {
    // Another test may have installed it before.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let allow = vec!["127.0.0.0/8".parse().unwrap()];
    let limits = Limits { total, ..Limits::default() };
    Sender::with_limits(allow, Arc::new(resolver), limits).unwrap()
}

/// Posts to a receiver by its name.
async fn post_within(receiver: &Receiver, total: Duration) -> Result<Answer, SendError> {
    let url = format!("http://{HOOK}:{}/remit?shop=7", receiver.address.port());
    let resolver = ScriptedResolver::default().answer(HOOK, &[receiver.ip()]);
    let headers = HeaderMap::from_iter([("webhook-id".parse().unwrap(), "evt_1".parse().unwrap())]);
    sender(resolver, total).send(&url.parse().unwrap(), headers, b"{\"id\":\"evt_1\"}".to_vec()).await
}

async fn post(receiver: &Receiver) -> Result<Answer, SendError> {
    post_within(receiver, Duration::from_secs(10)).await
}

async fn post_to(does: Does) -> Result<Answer, SendError> {
    post(&Receiver::start("127.0.0.1", does).await).await
}

#[tokio::test]
async fn a_body_is_posted_to_the_host_that_was_named() {
    let receiver = Receiver::start("127.0.0.1", status("204 No Content")).await;
    let answer = post(&receiver).await.unwrap();
    assert_eq!(answer, Answer { status: 204, retry_after_seconds: None, body: vec![] });
    let heard = receiver.heard();
    assert!(heard.starts_with("POST /remit?shop=7 HTTP/1.1\r\n"), "{heard}");
    assert!(heard.contains(&format!("host: {HOOK}:{}\r\n", receiver.address.port())), "{heard}");
    assert!(heard.contains("webhook-id: evt_1\r\n"), "{heard}");
    assert!(heard.ends_with("\r\n\r\n{\"id\":\"evt_1\"}"), "{heard}");
}

#[tokio::test]
async fn tls_asks_for_the_name_and_trusts_nobody_else() {
    let receiver = Receiver::start("127.0.0.1", Does::HangUp).await;
    let url = format!("https://{HOOK}:{}/", receiver.address.port()).parse().unwrap();
    let resolver = ScriptedResolver::default().answer(HOOK, &[receiver.ip()]);
    let sent = sender(resolver, Duration::from_secs(10)).send(&url, HeaderMap::new(), vec![]).await;
    assert!(matches!(sent, Err(SendError::Unreachable(_))), "{sent:?}");
    assert!(receiver.heard().contains(HOOK), "the hello names whom it wants");
    assert!(!receiver.heard().contains("POST"), "nothing is said before the certificate was seen");
}

#[tokio::test]
async fn every_status_is_an_answer() {
    for line in ["200 OK", "301 Moved Permanently", "404 Not Found", "410 Gone", "500 Oh", "503 Later"] {
        let answer = post_to(status(line)).await.unwrap();
        assert_eq!(answer.status.to_string(), line[..3]);
    }
    let busy = "HTTP/1.1 429 Too Many Requests\r\nretry-after: 30\r\ncontent-length: 4\r\n\r\nbusy";
    let answer = post_to(Does::Answer(busy.to_owned())).await.unwrap();
    assert_eq!(answer, Answer { status: 429, retry_after_seconds: Some(30), body: b"busy".to_vec() });
}

#[tokio::test]
async fn a_long_answer_is_cut_at_four_kilobytes() {
    let long = format!("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n{}", "y".repeat(100_000));
    let answer = post_to(Does::Answer(long)).await.unwrap();
    assert_eq!((answer.status, answer.body.len()), (200, 4096));
}

#[tokio::test]
async fn who_drips_or_hangs_is_cut_off() {
    let short = Duration::from_millis(400);
    for does in [Does::Hang, Does::Drip("HTTP/1.1 200 "), Does::Drip("HTTP/1.1 200 OK\r\nx-slow: ")] {
        let receiver = Receiver::start("127.0.0.1", does).await;
        assert_eq!(post_within(&receiver, short).await, Err(SendError::TimedOut));
    }
    let body = Does::Drip("HTTP/1.1 200 OK\r\ncontent-length: 4000\r\n\r\n");
    let receiver = Receiver::start("127.0.0.1", body).await;
    let answer = post_within(&receiver, short).await.unwrap();
    assert_eq!(answer.status, 200, "the status stands");
    assert!(answer.body.len() < 100, "{} bytes", answer.body.len());
}

#[tokio::test]
async fn a_connection_that_breaks_is_told_from_none() {
    let sent = post_to(Does::HangUp).await;
    assert!(matches!(sent, Err(SendError::Broken(_))), "{sent:?}");
    let sent = post_to(Does::Answer("220 mail.example.com\r\n".to_owned())).await;
    assert!(matches!(sent, Err(SendError::Broken(_))), "{sent:?}");

    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://127.0.0.1:{free}/").parse().unwrap();
    let sender = sender(ScriptedResolver::default(), Duration::from_secs(10));
    let sent = sender.send(&url, HeaderMap::new(), vec![]).await;
    assert!(matches!(sent, Err(SendError::Unreachable(_))), "{sent:?}");
}

#[tokio::test]
async fn a_name_without_an_address_is_not_known() {
    let resolver = ScriptedResolver::default().answer("empty.example.com", &[]);
    let sender = sender(resolver, Duration::from_secs(10));
    for name in ["empty.example.com", "unknown.example.com"] {
        let url = format!("http://{name}/").parse().unwrap();
        let sent = sender.send(&url, HeaderMap::new(), vec![]).await;
        assert_eq!(sent, Err(SendError::Unresolved), "{name}");
    }
}

#[tokio::test]
async fn the_name_of_this_computer_leads_nowhere() {
    let receiver = Receiver::start("127.0.0.1", status("200 OK")).await;
    let url = format!("http://localhost:{}/", receiver.address.port()).parse().unwrap();
    let _ = rustls::crypto::ring::default_provider().install_default();
    let sent = Sender::system(vec![]).unwrap().send(&url, HeaderMap::new(), vec![]).await;
    assert_eq!(sent, Err(SendError::Forbidden(ForbiddenTarget::Loopback)));
    assert_eq!(receiver.connections(), 0);
}
