//! Answers connections: bounded in number, in what a head may hold, and in how slowly a client may send
//! and read.
//!
//! A body's size and the time of an answer are bounded in `middleware/limits`, where problems have words.

use std::{convert::Infallible, net::IpAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Router, body::Body, response::Response, serve::Listener};
use http::Request;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{net::TcpListener, sync::Semaphore};
use tokio_io_timeout::TimeoutWriter;
use tower::ServiceExt as _;
use tower_http::timeout::RequestBodyDeadlineLayer;

use crate::peer::Peer;

/// Headers of a request, and bytes of its head.
const HEADERS: usize = 100;
const HEAD: usize = 32 * 1024;

/// What clients may take of us.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Connections at once; more wait to be accepted.
    pub connections: usize,
    /// From the first moment, or the answer before, until a whole head is here.
    pub head: Duration,
    /// From a head until its whole body is here.
    pub body: Duration,
    /// From one piece of an answer that a client takes to the next.
    pub answer: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connections: 4_096,
            head: Duration::from_secs(30),
            body: Duration::from_secs(15),
            answer: Duration::from_secs(30),
        }
    }
}

/// Answers until `stop` is done, then finishes the requests in progress.
pub async fn serve(
    mut listener: TcpListener,
    router: Router,
    bounds: Bounds,
    stop: impl Future<Output = ()>,
) {
    let router = router.layer(RequestBodyDeadlineLayer::new(bounds.body));
    let (seats, graceful) = (Arc::new(Semaphore::new(bounds.connections)), GracefulShutdown::new());
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(bounds.head).max_headers(HEADERS).max_buf_size(HEAD);
    let mut stop = pin!(stop);
    loop {
        let next = async { (seats.clone().acquire_owned().await, Listener::accept(&mut listener).await) };
        let (seat, (stream, peer)) = tokio::select! {
            next = next => next,
            () = &mut stop => break,
        };
        // A payment page must not wait for Nagle's algorithm.
        let _ = stream.set_nodelay(true);
        let mut stream = TimeoutWriter::new(stream);
        stream.set_timeout(Some(bounds.answer));
        let router = router.clone();
        let service = service_fn(move |request| answer(router.clone(), peer.ip(), request));
        let connection = graceful.watch(http.serve_connection(TokioIo::new(Box::pin(stream)), service));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection was cut");
            }
            drop(seat);
        });
    }
    drop(listener);
    graceful.shutdown().await;
}

async fn answer(router: Router, peer: IpAddr, request: Request<Incoming>) -> Result<Response, Infallible> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(Peer(peer));
    router.oneshot(request).await
}
