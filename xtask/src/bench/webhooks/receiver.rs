//! Receivers that misbehave, each in its own way: one port, a path for each habit.

use super::audit::Receipt;
use anyhow::Result;
use standardwebhooks::Webhook;
use std::collections::{HashMap, HashSet};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use ureq::http::{HeaderMap, HeaderName, HeaderValue};

/// How long a receiver asks to be left alone: longer than the first wait of the schedule.
pub const PATIENCE: Duration = Duration::from_secs(8);
/// Longer than anybody waits for an answer.
const HANGS_FOR: Duration = Duration::from_secs(30);
/// A request with its body is much smaller.
const REQUEST_LIMIT: usize = 64 * 1024;

/// What a receiver does to some events when they come for the first time. To all others it answers 200.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Habit {
    Answers,
    Redirects,
    NotFound,
    Gone,
    Busy,
    Breaks,
    Hangs,
    Resets,
}

impl Habit {
    pub const ALL: [Self; 8] = [
        Self::Answers,
        Self::Redirects,
        Self::NotFound,
        Self::Gone,
        Self::Busy,
        Self::Breaks,
        Self::Hangs,
        Self::Resets,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Answers => "200",
            Self::Redirects => "302",
            Self::NotFound => "404",
            Self::Gone => "410",
            Self::Busy => "429",
            Self::Breaks => "500",
            Self::Hangs => "hangs",
            Self::Resets => "resets",
        }
    }

    /// Every how many events one is mistreated. Who hangs costs ten seconds each time, who is gone a merchant.
    const fn every(self) -> Option<usize> {
        match self {
            Self::Answers => None,
            Self::Redirects | Self::NotFound | Self::Busy | Self::Breaks | Self::Resets => Some(4),
            Self::Hangs => Some(50),
            Self::Gone => Some(400),
        }
    }

    /// The answer that mistreats; nothing from those who do not answer.
    const fn trouble(self) -> Option<(u16, &'static str)> {
        match self {
            Self::Redirects => Some((302, "location: /200\r\n")),
            Self::NotFound => Some((404, "")),
            Self::Gone => Some((410, "")),
            Self::Busy => Some((429, "retry-after: 8\r\n")),
            Self::Breaks => Some((500, "")),
            Self::Answers | Self::Hangs | Self::Resets => None,
        }
    }
}

/// All receivers. Those who connect are answered by a thread each.
pub struct Receivers {
    pub url: String,
    heard: Arc<Mutex<Heard>>,
}

#[derive(Default)]
struct Heard {
    receipts: Vec<Receipt>,
    known: HashSet<(Habit, String)>,
    secrets: HashMap<Habit, String>,
}

impl Receivers {
    pub fn open() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("http://{}", listener.local_addr()?);
        let heard = Arc::<Mutex<Heard>>::default();
        let shared = Arc::clone(&heard);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let heard = Arc::clone(&shared);
                std::thread::spawn(move || serve(stream, &heard));
            }
        });
        Ok(Self { url, heard })
    }

    /// Tells a receiver what its requests are signed with.
    pub fn trust(&self, habit: Habit, secret: String) {
        lock(&self.heard).secrets.insert(habit, secret);
    }

    /// How many events were answered with 200, by every receiver.
    pub fn delivered(&self) -> usize {
        let heard = lock(&self.heard);
        let answered = heard.receipts.iter().filter(|receipt| receipt.is_delivered());
        answered.map(|receipt| (receipt.habit, &receipt.id)).collect::<HashSet<_>>().len()
    }

    pub fn receipts(&self) -> Vec<Receipt> {
        lock(&self.heard).receipts.clone()
    }
}

fn lock(heard: &Mutex<Heard>) -> MutexGuard<'_, Heard> {
    heard.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A request as it came.
struct Request {
    habit: Habit,
    headers: HeaderMap,
    body: Vec<u8>,
}

fn serve(mut stream: TcpStream, heard: &Mutex<Heard>) -> Option<()> {
    let at = Instant::now();
    stream.set_read_timeout(Some(HANGS_FOR)).ok()?;
    let (request, length) = peek(&stream)?;
    let id = request.headers.get("webhook-id")?.to_str().ok()?.to_owned();
    let mistreated = note(&mut lock(heard), &request, &id, at);
    let (status, more) = match (mistreated, request.habit) {
        // What was sent lies unread: closing now resets the connection.
        (true, Habit::Resets) => return Some(()),
        (true, Habit::Hangs) => {
            let _ = stream.read(&mut vec![0; length + 1]).and_then(|_| stream.read(&mut [0]));
            return Some(());
        }
        (true, habit) => habit.trouble()?,
        (false, _) => (200, ""),
    };
    stream.read_exact(&mut vec![0; length]).ok()?;
    let answer = format!("HTTP/1.1 {status} X\r\n{more}content-length: 0\r\nconnection: close\r\n\r\n");
    stream.write_all(answer.as_bytes()).ok()?;
    Some(())
}

/// Keeps a receipt, written before the answer is sent: an answer that gets lost was an arrival all the same. Tells
/// whether this event is mistreated.
fn note(heard: &mut Heard, request: &Request, id: &str, at: Instant) -> bool {
    let habit = request.habit;
    let first = heard.known.insert((habit, id.to_owned()));
    let before = heard.known.iter().filter(|(of, _)| *of == habit).count();
    let mistreated = first && habit.every().is_some_and(|every| before.is_multiple_of(every));
    let verified = heard.secrets.get(&habit).and_then(|secret| Webhook::new(secret).ok());
    heard.receipts.push(Receipt {
        habit,
        id: id.to_owned(),
        status: if mistreated { habit.trouble().map(|(status, _)| status) } else { Some(200) },
        signed: verified.is_some_and(|webhook| webhook.verify(&request.body, &request.headers).is_ok()),
        body: request.body.clone(),
        at,
    });
    mistreated
}

/// Waits for a whole request without taking it, and tells how long it is.
fn peek(stream: &TcpStream) -> Option<(Request, usize)> {
    let mut seen = vec![0; REQUEST_LIMIT];
    loop {
        match stream.peek(&mut seen) {
            Ok(0) | Err(_) => return None,
            Ok(length) => {
                if let Some(whole) = parse(&seen[..length]) {
                    return Some(whole);
                }
            }
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn parse(bytes: &[u8]) -> Option<(Request, usize)> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let mut lines = std::str::from_utf8(&bytes[..end]).ok()?.lines();
    let path = lines.next()?.split(' ').nth(1)?;
    let habit = Habit::ALL.into_iter().find(|habit| path.trim_start_matches('/') == habit.name())?;
    let pairs = lines.filter_map(|line| line.split_once(": "));
    let headers: HeaderMap = pairs
        .filter_map(|(name, value)| {
            Some((name.parse::<HeaderName>().ok()?, HeaderValue::from_str(value).ok()?))
        })
        .collect();
    let length: usize = headers.get("content-length")?.to_str().ok()?.parse().ok()?;
    let body = bytes.get(end..end + length)?.to_vec();
    Some((Request { habit, headers, body }, end + length))
}
