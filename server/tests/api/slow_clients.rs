//! Who sends slowly, too much, or nothing at all is cut: seen over real connections.

use std::{net::SocketAddr, pin::pin, time::Duration};

use futures_util::FutureExt as _;
use server::listen::{self, Bounds};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    time::timeout,
};

use crate::support::Shop;

const SOON: Duration = Duration::from_millis(200);
const NEVER: Duration = Duration::from_hours(1);
/// A test that waits longer has failed.
const PATIENCE: Duration = Duration::from_secs(20);

const PATIENT: Bounds = Bounds { connections: 100, head: NEVER, body: NEVER, answer: NEVER };

/// A server that stops when the sender is dropped.
async fn serve(shop: &Shop, bounds: Bounds) -> (SocketAddr, oneshot::Sender<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (keep, dropped) = oneshot::channel();
    let router = server::router(shop.remit.clone());
    tokio::spawn(listen::serve(listener, router, bounds, dropped.map(drop)));
    (address, keep)
}

async fn open(address: SocketAddr, sent: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(sent.as_bytes()).await.unwrap();
    stream
}

/// All that is answered until the connection closes.
async fn until_closed(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    // A connection that is cut may end with a reset: it ends all the same.
    let _ = timeout(PATIENCE, stream.read_to_end(&mut answer)).await.expect("the connection closes");
    String::from_utf8(answer).unwrap()
}

/// The head of one answer.
async fn head(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let read = async {
        while !answer.ends_with(b"\r\n\r\n") {
            answer.push(stream.read_u8().await.unwrap());
        }
    };
    timeout(PATIENCE, read).await.expect("there is an answer");
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn a_head_that_does_not_come_is_not_waited_for() {
    let shop = Shop::open().await;
    let (strict, _keep) = serve(&shop, Bounds { head: SOON, ..PATIENT }).await;
    let (patient, _keep_too) = serve(&shop, PATIENT).await;
    for sent in ["", "GET /healthz HT", "GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: "] {
        let control = open(patient, sent).await;
        assert!(!until_closed(open(strict, sent).await).await.contains("200 OK"), "{sent:?}");
        let open = control.try_read(&mut [0; 1]).unwrap_err().kind();
        assert_eq!(open, std::io::ErrorKind::WouldBlock, "with more patience it would be open still");
    }
}

#[tokio::test]
async fn a_connection_that_has_nothing_more_to_ask_is_closed() {
    let shop = Shop::open().await;
    let (strict, _keep) = serve(&shop, Bounds { head: SOON, ..PATIENT }).await;
    let answer = until_closed(open(strict, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").await).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
}

#[tokio::test]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let shop = Shop::open().await;
    let (strict, _keep) = serve(&shop, Bounds { body: SOON, ..PATIENT }).await;
    let head = format!(
        "POST /api/v1/payment_links HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {}\r\n\
         Content-Type: application/json\r\nContent-Length: 100\r\n",
        shop.key
    );
    for more in ["\r\n{\"name\"", "Idempotency-Key: k\r\n\r\n{\"name\""] {
        let answer = until_closed(open(strict, &format!("{head}{more}")).await).await;
        assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
        assert!(answer.contains("\"code\":\"body_incomplete\""), "{answer}");
    }
    let form = "POST /l/abc HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nphone=";
    let answer = until_closed(open(strict, form).await).await;
    assert!(!answer.contains("200 OK"), "{answer}");
}

/// Asks again and again and takes no answer, until nothing more fits on the way; then waits to be cut.
async fn ask_and_never_read(address: SocketAddr) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = "GET /developers/no-such-page HTTP/1.1\r\nHost: a\r\n\r\n".repeat(100);
    while stream.write_all(request.as_bytes()).await.is_ok() {}
}

#[tokio::test]
async fn a_client_that_takes_no_answer_is_not_waited_for() {
    let shop = Shop::open().await;
    let (strict, _keep) = serve(&shop, Bounds { answer: SOON, ..PATIENT }).await;
    let (patient, _keep_too) = serve(&shop, PATIENT).await;
    let mut control = pin!(ask_and_never_read(patient));
    let cut = timeout(PATIENCE, ask_and_never_read(strict));
    tokio::select! {
        cut = cut => cut.expect("it is cut"),
        () = &mut control => panic!("with more patience it would be open still"),
    }
    assert!(control.now_or_never().is_none(), "with more patience it would be open still");
}

#[tokio::test]
async fn a_head_has_so_many_headers_and_bytes_at_the_most() {
    let shop = Shop::open().await;
    let (address, _keep) = serve(&shop, PATIENT).await;
    let request =
        |more: String| format!("GET /healthz HTTP/1.1\r\nHost: a\r\n{more}Connection: close\r\n\r\n");
    let headers = |count: usize| (0..count).map(|n| format!("X-{n}: v\r\n")).collect();
    let large = |bytes: usize| format!("X-Large: {}\r\n", "v".repeat(bytes));
    for (more, expected) in
        [(headers(90), "200"), (headers(110), "431"), (large(16_000), "200"), (large(64_000), "431")]
    {
        let answer = until_closed(open(address, &request(more)).await).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {expected} ")), "{expected}: {answer}");
    }
}

#[tokio::test]
async fn connections_are_bounded_and_the_next_is_served_when_one_has_gone() {
    let shop = Shop::open().await;
    let (address, _keep) = serve(&shop, Bounds { connections: 2, ..PATIENT }).await;
    let ask = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
    let (mut one, mut two) = (open(address, ask).await, open(address, ask).await);
    assert!(head(&mut one).await.contains("200 OK"));
    assert!(head(&mut two).await.contains("200 OK"));
    let mut three = open(address, ask).await;
    // Two more answers on a connection that has a seat: by then the third would have had its own.
    for _ in 0..2 {
        let mut body = [0; 3];
        two.read_exact(&mut body).await.unwrap();
        two.write_all(ask.as_bytes()).await.unwrap();
        assert!(head(&mut two).await.contains("200 OK"));
    }
    assert_eq!(three.try_read(&mut [0; 1]).unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
    drop(one);
    assert!(head(&mut three).await.contains("200 OK"));
}

#[tokio::test]
async fn a_server_that_stops_closes_what_is_idle() {
    let shop = Shop::open().await;
    let (address, keep) = serve(&shop, PATIENT).await;
    let mut idle = open(address, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").await;
    assert!(head(&mut idle).await.contains("200 OK"));
    drop(keep);
    until_closed(idle).await;
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");
}
