//! A mail server on a port of its own: the protocol by the `mailin` crate, the answers as a test orders them.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex},
};

use mailin::{Action, Handler, Response, SessionBuilder, response};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// A mail server that keeps what it takes; it goes when it is dropped.
pub struct MailServer {
    pub address: SocketAddr,
    state: Arc<Mutex<State>>,
    task: JoinHandle<()>,
}

#[derive(Default)]
struct State {
    taken: Vec<Vec<u8>>,
    /// What the next recipient is answered.
    refusals: Vec<u16>,
}

impl MailServer {
    pub async fn start() -> Self {
        Self::listen(TcpListener::bind("127.0.0.1:0").await.unwrap())
    }

    /// At an address where nobody listened before.
    pub fn listen(listener: TcpListener) -> Self {
        let address = listener.local_addr().unwrap();
        let state = Arc::<Mutex<State>>::default();
        let kept = state.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, Desk { state: kept.clone(), letter: Vec::new() }));
            }
        });
        Self { address, state, task }
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// Refuses the next recipient with this code; orders queue up.
    pub fn refuse(&self, code: u16) {
        self.state.lock().unwrap().refusals.push(code);
    }

    /// The letters taken so far, as they came over the wire.
    pub fn taken(&self) -> Vec<Vec<u8>> {
        self.state.lock().unwrap().taken.clone()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Decides for one connection.
struct Desk {
    state: Arc<Mutex<State>>,
    letter: Vec<u8>,
}

impl Handler for Desk {
    fn rcpt(&mut self, to: &str) -> Response {
        let mut state = self.state.lock().unwrap();
        if state.refusals.is_empty() {
            return response::OK;
        }
        // Servers repeat the address in their words.
        Response::custom(state.refusals.remove(0), format!("<{to}> no"))
    }

    fn data(&mut self, buffer: &[u8]) -> io::Result<()> {
        self.letter.extend_from_slice(buffer);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        self.state.lock().unwrap().taken.push(std::mem::take(&mut self.letter));
        response::OK
    }
}

async fn talk(stream: TcpStream, desk: Desk) {
    let mut session = SessionBuilder::new("mail.test").build(IpAddr::from([127, 0, 0, 1]), desk);
    let mut stream = BufReader::new(stream);
    let mut answer = session.greeting();
    loop {
        if !matches!(answer.action, Action::NoReply) {
            let mut bytes = Vec::new();
            answer.write_to(&mut bytes).unwrap();
            if stream.write_all(&bytes).await.is_err() || matches!(answer.action, Action::Close) {
                return;
            }
        }
        let mut line = Vec::new();
        match stream.read_until(b'\n', &mut line).await {
            Ok(0) | Err(_) => return,
            Ok(_) => answer = session.process(&line),
        }
    }
}
