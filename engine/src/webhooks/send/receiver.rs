//! A receiver on a loopback address for the tests of the sender: behaves as told, and counts.

use std::{
    net::{IpAddr, SocketAddr},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// What a receiver does with whoever connects, after it has read what came first.
#[derive(Clone)]
pub(super) enum Does {
    Answer(String),
    /// Begins like this, and goes on with a byte now and then.
    Drip(&'static str),
    /// Keeps the connection and says nothing.
    Hang,
    HangUp,
}

pub(super) struct Receiver {
    pub(super) address: SocketAddr,
    connections: Arc<AtomicUsize>,
    heard: Arc<Mutex<Vec<u8>>>,
}

impl Receiver {
    /// Any free port.
    pub(super) async fn start(ip: &str, does: Does) -> Self {
        Self::at(SocketAddr::new(ip.parse().unwrap(), 0), does).await
    }

    pub(super) async fn at(address: SocketAddr, does: Does) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (connections, heard) = (Arc::new(AtomicUsize::new(0)), Arc::default());
        let (counter, kept) = (connections.clone(), Arc::clone(&heard));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                counter.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(talk(stream, does.clone(), Arc::clone(&kept)));
            }
        });
        Self { address, connections, heard }
    }

    pub(super) fn ip(&self) -> IpAddr {
        self.address.ip()
    }

    pub(super) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// The beginning of everything that came.
    pub(super) fn heard(&self) -> String {
        String::from_utf8_lossy(&self.heard.lock().unwrap()).into_owned()
    }
}

/// An answer without a body.
pub(super) fn status(line: &str) -> Does {
    Does::Answer(format!("HTTP/1.1 {line}\r\ncontent-length: 0\r\n\r\n"))
}

async fn talk(mut stream: TcpStream, does: Does, heard: Arc<Mutex<Vec<u8>>>) -> std::io::Result<()> {
    let mut first = vec![0; 16 * 1024];
    let length = stream.read(&mut first).await?;
    heard.lock().unwrap().extend_from_slice(&first[..length]);
    match does {
        Does::Answer(text) => stream.write_all(text.as_bytes()).await,
        Does::Drip(start) => {
            stream.write_all(start.as_bytes()).await?;
            loop {
                tokio::time::sleep(Duration::from_millis(20)).await;
                stream.write_all(b"x").await?;
            }
        }
        Does::Hang => std::future::pending().await,
        Does::HangUp => Ok(()),
    }
}
