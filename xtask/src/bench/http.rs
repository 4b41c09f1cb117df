//! Requests over one connection to a server on this machine.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// A connection that stays open, with the cookie of whoever signed in.
pub struct Client {
    stream: BufReader<TcpStream>,
    host: String,
    /// Sent along with every request.
    pub headers: Vec<(&'static str, String)>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
    /// From the first byte sent to the first of the body, and to the last.
    pub first_byte: Duration,
    pub took: Duration,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let named = |line: &&str| line.split_once(':').is_some_and(|(own, _)| own.eq_ignore_ascii_case(name));
        Some(self.head.lines().find(named)?.split_once(':')?.1.trim())
    }
}

impl Client {
    /// Connects to `http://HOST:PORT`.
    pub fn open(url: &str) -> Result<Self> {
        let host = url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let stream = TcpStream::connect(&host).with_context(|| format!("{host} does not answer"))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_mins(1)))?;
        Ok(Self { stream: BufReader::new(stream), host, headers: Vec::new() })
    }

    pub fn get(&mut self, path: &str) -> Result<Answer> {
        self.ask("GET", path, None)
    }

    pub fn post(&mut self, path: &str, kind: &str, body: &str) -> Result<Answer> {
        self.ask("POST", path, Some((kind, body)))
    }

    fn ask(&mut self, method: &str, path: &str, body: Option<(&str, &str)>) -> Result<Answer> {
        let mut request = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\naccept: */*\r\n", self.host);
        for (name, value) in &self.headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        if let Some((kind, body)) = body {
            request.push_str(&format!("content-type: {kind}\r\ncontent-length: {}\r\n", body.len()));
        }
        request.push_str("\r\n");
        request.push_str(body.map_or("", |(_, body)| body));
        let started = Instant::now();
        self.stream.get_mut().write_all(request.as_bytes())?;
        let head = self.head()?;
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or_default();
        let mut answer =
            Answer { status, head, body: Vec::new(), first_byte: started.elapsed(), took: started.elapsed() };
        self.body(&mut answer)?;
        answer.took = started.elapsed();
        Ok(answer)
    }

    fn head(&mut self) -> Result<String> {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if self.stream.read_line(&mut head)? == 0 {
                bail!("the server closed the connection");
            }
        }
        Ok(head)
    }

    fn body(&mut self, answer: &mut Answer) -> Result<()> {
        if let Some(length) = answer.header("content-length").and_then(|length| length.parse().ok()) {
            answer.body = vec![0; length];
            self.stream.read_exact(&mut answer.body)?;
            return Ok(());
        }
        if answer.header("transfer-encoding") != Some("chunked") {
            return Ok(());
        }
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line)?;
            let length = usize::from_str_radix(line.trim(), 16).context("a chunk without a length")?;
            let start = answer.body.len();
            answer.body.resize(start + length + 2, 0);
            self.stream.read_exact(&mut answer.body[start..])?;
            answer.body.truncate(start + length);
            if length == 0 {
                return Ok(());
            }
        }
    }
}
