//! Targets that must stay out of reach, and a canary that tells when one does not.
//!
//! The canary listens on this computer's own addresses. [`TARGETS`] marks those that lead to it: with the guard
//! opened by an operator, every one of them does, so a row that stays out of reach does so for the guard alone.

use std::net::{IpAddr, SocketAddr};

use super::{
    receiver::{Does, Receiver, status},
    *,
};
use ForbiddenTarget::*;

/// What becomes of a target. `{port}` in its text is the canary's.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    /// Not a URL at all: no endpoint is ever made with it.
    NotAUrl,
    Refused(ForbiddenTarget),
    /// Refused too, and the canary would hear of it if it were not.
    Canary(ForbiddenTarget),
}
use Fate::*;

const TARGETS: &[(&str, Fate)] = &[
    // This computer, in every spelling of its number.
    ("http://127.0.0.1:{port}/", Canary(Loopback)),
    ("http://127.0.0.1.:{port}/", Canary(Loopback)),
    ("http://127.1:{port}/", Canary(Loopback)),
    ("http://127.0.1:{port}/", Canary(Loopback)),
    ("http://2130706433:{port}/", Canary(Loopback)),
    ("http://017700000001:{port}/", Canary(Loopback)),
    ("http://0x7f000001:{port}/", Canary(Loopback)),
    ("http://0X7F.0x0.0X0.0x1:{port}/", Canary(Loopback)),
    ("http://0177.0.0.01:{port}/", Canary(Loopback)),
    ("http://0x7f.1:{port}/", Canary(Loopback)),
    ("http://0000177.0.0.1:{port}/", Canary(Loopback)),
    ("http://%31%32%37.0.0.1:{port}/", Canary(Loopback)),
    ("http://127。0。0。1:{port}/", Canary(Loopback)),
    ("http://127．0．0．1:{port}/", Canary(Loopback)),
    ("http://１２７.0.0.1:{port}/", Canary(Loopback)),
    ("http://①②⑦.⓪.⓪.①:{port}/", Canary(Loopback)),
    ("http://127.0\t.0.1:{port}/", Canary(Loopback)),
    ("http:\\\\127.0.0.1:{port}\\", Canary(Loopback)),
    ("http:127.0.0.1:{port}", Canary(Loopback)),
    ("http:////127.0.0.1:{port}/", Canary(Loopback)),
    ("hTTp://127.0.0.1:{port}/?https://hooks.example.com/", Canary(Loopback)),
    ("http://127.0.0.1:{port}#@hooks.example.com/", Canary(Loopback)),
    ("https://127.0.0.1:{port}/", Canary(Loopback)),
    ("http://127.255.255.254/", Refused(Loopback)),
    ("http://0.0.0.0:{port}/", Canary(Unspecified)),
    ("http://0:{port}/", Canary(Unspecified)),
    ("http://0.1.2.3/", Refused(Unspecified)),
    ("http://[::1]:{port}/", Canary(Loopback)),
    ("http://[0:0:0:0:0:0:0:1]:{port}/", Canary(Loopback)),
    ("http://[0000::0001]:{port}/", Canary(Loopback)),
    ("http://[::]:{port}/", Canary(Unspecified)),
    ("http://[::ffff:127.0.0.1]:{port}/", Canary(Loopback)),
    ("http://[::ffff:7f00:1]:{port}/", Canary(Loopback)),
    ("http://[0:0:0:0:0:FFFF:127.0.0.1]:{port}/", Canary(Loopback)),
    ("http://[::ffff:0.0.0.0]:{port}/", Canary(Unspecified)),
    // IPv4 inside IPv6 by other ways.
    ("http://[::127.0.0.1]/", Refused(Reserved)),
    ("http://[::ffff:0:127.0.0.1]/", Refused(Reserved)),
    ("http://[::ffff:169.254.169.254]/", Refused(Metadata)),
    ("http://[64:ff9b::127.0.0.1]/", Refused(Loopback)),
    ("http://[64:ff9b::10.0.0.1]/", Refused(Private)),
    ("http://[64:ff9b::a9fe:a9fe]/", Refused(Metadata)),
    ("http://[64:ff9b:1::7f00:1]/", Refused(Tunnel)),
    ("http://[2002:7f00:1::]/", Refused(Tunnel)),
    ("http://[2002:a9fe:a9fe::1]/", Refused(Tunnel)),
    ("http://[2001::80ff:fffe]/", Refused(Tunnel)),
    ("http://[2606:4700::5efe:10.0.0.1]/", Refused(Tunnel)),
    // Metadata of clouds.
    ("http://169.254.169.254/latest/meta-data/", Refused(Metadata)),
    ("http://2852039166/", Refused(Metadata)),
    ("http://0xa9fea9fe/", Refused(Metadata)),
    ("http://0251.0376.0251.0376/", Refused(Metadata)),
    ("http://169.254.43518/", Refused(Metadata)),
    ("http://100.100.100.200/latest/meta-data/", Refused(Metadata)),
    ("http://192.0.0.192/", Refused(Metadata)),
    ("http://168.63.129.16/machine", Refused(Metadata)),
    ("http://[fd00:ec2::254]/latest/meta-data/", Refused(Metadata)),
    ("http://169.254.170.2/v2/credentials", Refused(LinkLocal)),
    // Networks of somebody's own, and what is nobody's.
    ("http://10.0.0.1/", Refused(Private)),
    ("http://167772161/", Refused(Private)),
    ("http://172.31.255.255/", Refused(Private)),
    ("http://192.168.1.1:8080/", Refused(Private)),
    ("http://100.64.0.1/", Refused(Shared)),
    ("http://198.18.0.1/", Refused(Documentation)),
    ("http://203.0.113.7/", Refused(Documentation)),
    ("http://224.0.0.1/", Refused(Multicast)),
    ("http://255.255.255.255/", Refused(Reserved)),
    ("http://[fc00::1]/", Refused(Private)),
    ("http://[fec0::1]/", Refused(Private)),
    ("http://[fe80::1]/", Refused(LinkLocal)),
    ("http://[ff02::1]/", Refused(Multicast)),
    ("http://[2001:db8::1]/", Refused(Documentation)),
    // Names; what they resolve to stands in `names`.
    ("http://loopback.evil.example:{port}/", Canary(Loopback)),
    ("http://loopback.evil.example.:{port}/", Canary(Loopback)),
    ("http://LOOPBACK.evil.example:{port}/", Canary(Loopback)),
    ("http://ｌｏｏｐｂａｃｋ.evil.example:{port}/", Canary(Loopback)),
    ("https://loopback.evil.example:{port}/", Canary(Loopback)),
    ("http://six.evil.example:{port}/", Canary(Loopback)),
    ("http://mapped.evil.example:{port}/", Canary(Loopback)),
    ("http://anything.evil.example:{port}/", Canary(Unspecified)),
    ("http://localhost:{port}/", Canary(Loopback)),
    ("http://böse.example:{port}/", Canary(Loopback)),
    ("http://mixed.evil.example:{port}/", Canary(Loopback)),
    ("http://mixed-last.evil.example:{port}/", Canary(Loopback)),
    ("http://metadata.google.internal/", Refused(Metadata)),
    ("http://private.evil.example/", Refused(Private)),
    ("http://translated.evil.example/", Refused(Metadata)),
    // A name before the @ is no host, and other schemes are no webhooks.
    ("http://hooks.example.com@127.0.0.1:{port}/", Refused(Credentials)),
    ("http://hooks.example.com:80@127.0.0.1:{port}/", Refused(Credentials)),
    ("http://hooks.example.com%2f@127.0.0.1:{port}/", Refused(Credentials)),
    ("http://:@127.0.0.1:{port}/", Canary(Loopback)),
    ("http://hooks.example.com\\@127.0.0.1:{port}/", Refused(Private)),
    ("file:///etc/passwd", Refused(Scheme)),
    ("gopher://127.0.0.1:{port}/_POST", Refused(Scheme)),
    ("ftp://127.0.0.1:{port}/", Refused(Scheme)),
    ("ws://127.0.0.1:{port}/", Refused(Scheme)),
    ("unix:/var/run/docker.sock", Refused(Scheme)),
    ("data:text/plain,x", Refused(Scheme)),
    // What no URL is.
    ("http://[fe80::1%25lo]:{port}/", NotAUrl),
    ("http://[::1%lo]:{port}/", NotAUrl),
    ("http://127.0.0.1:{port}:80/", NotAUrl),
    ("http://127.0.0.256/", NotAUrl),
    ("http://4294967296/", NotAUrl),
    ("http://127.0.0.0.1/", NotAUrl),
    ("http://127.0.0.1 .example.com/", NotAUrl),
    ("http://127.0.0.1%00.example.com/", NotAUrl),
    ("http://[127.0.0.1]:{port}/", NotAUrl),
    ("http://::1:{port}/", NotAUrl),
    ("http://127.0.0.1:99999/", NotAUrl),
    ("//127.0.0.1:{port}/", NotAUrl),
    ("127.0.0.1:{port}", NotAUrl),
    ("http://", NotAUrl),
];

/// A public address that nobody is asked for: it stands beside a forbidden one, or first.
const PUBLIC: &str = "93.184.216.34";

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

fn names() -> ScriptedResolver {
    ScriptedResolver::default()
        .answer("loopback.evil.example", &[ip("127.0.0.1")])
        .answer("loopback.evil.example.", &[ip("127.0.0.1")])
        .answer("six.evil.example", &[ip("::1")])
        .answer("mapped.evil.example", &[ip("::ffff:127.0.0.1")])
        .answer("anything.evil.example", &[ip("0.0.0.0")])
        .answer("localhost", &[ip("::1"), ip("127.0.0.1")])
        .answer("xn--bse-sna.example", &[ip("127.0.0.1")])
        .answer("mixed.evil.example", &[ip("127.0.0.1"), ip(PUBLIC)])
        .answer("mixed-last.evil.example", &[ip("127.0.0.1"), ip(PUBLIC), ip("127.0.0.1")])
        .answer("metadata.google.internal", &[ip("169.254.169.254")])
        .answer("private.evil.example", &[ip("192.168.0.10")])
        .answer("translated.evil.example", &[ip("64:ff9b::169.254.169.254")])
        .answer("hooks.example.com", &[ip("10.9.8.7")])
}

/// This computer's own addresses, on one port.
struct Canary {
    four: Receiver,
    six: Receiver,
}

impl Canary {
    async fn start() -> Self {
        let four = Receiver::start("127.0.0.1", status("200 OK")).await;
        let six = SocketAddr::new(ip("::1"), four.address.port());
        Self { six: Receiver::at(six, status("200 OK")).await, four }
    }

    fn port(&self) -> u16 {
        self.four.address.port()
    }

    fn heard(&self) -> usize {
        self.four.connections() + self.six.connections()
    }

    fn url(&self, target: &str) -> Result<Url, url::ParseError> {
        target.replace("{port}", &self.port().to_string()).parse()
    }
}

fn sender(allow: &[&str], resolver: Arc<dyn Resolve>) -> Sender {
    // Another test may have installed it before.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let allow = allow.iter().map(|range| range.parse().unwrap()).collect();
    Sender::new(allow, resolver).unwrap()
}

async fn post(sender: &Sender, url: &Url) -> Result<Answer, SendError> {
    sender.send(url, HeaderMap::new(), b"{}".to_vec()).await
}

#[tokio::test]
async fn no_hostile_target_reaches_the_canary() {
    assert!(TARGETS.len() >= 60, "{} targets", TARGETS.len());
    let canary = Canary::start().await;
    let sender = sender(&[], Arc::new(names()));
    for (target, fate) in TARGETS {
        match (canary.url(target), fate) {
            (Err(_), NotAUrl) => {}
            (Ok(url), Refused(reason) | Canary(reason)) => {
                assert_eq!(post(&sender, &url).await, Err(SendError::Forbidden(*reason)), "{target}");
            }
            (url, _) => panic!("{target} is {url:?}, not {fate:?}"),
        }
    }
    assert_eq!(canary.heard(), 0);
}

/// The same table with the guard open: had it a hole, the canary would tell.
#[tokio::test]
async fn the_canary_hears_of_every_hole() {
    let canary = Canary::start().await;
    let sender = sender(&["0.0.0.0/0", "::/0"], Arc::new(names()));
    let mut heard = 0;
    for (target, _) in TARGETS.iter().filter(|(_, fate)| matches!(fate, Canary(_))) {
        // Its answer to a TLS hello is no answer, but it has heard.
        let _ = post(&sender, &canary.url(target).unwrap()).await;
        assert!(canary.heard() > heard, "{target}");
        heard = canary.heard();
    }
}

#[tokio::test]
async fn a_name_that_changes_is_judged_anew_and_asked_for_once() {
    const NAME: &str = "rebinding.evil.example";
    let canary = Canary::start().await;
    // Stands for a public address: the operator allows this one only.
    let honest = SocketAddr::new(ip("127.0.0.2"), canary.port());
    let honest = Receiver::at(honest, status("200 OK")).await;
    let resolver = ScriptedResolver::default().answer(NAME, &[honest.ip()]).answer(NAME, &[ip("127.0.0.1")]);
    let resolver = Arc::new(resolver);
    let sender = sender(&["127.0.0.2/32"], resolver.clone());
    let url = canary.url(&format!("http://{NAME}:{{port}}/")).unwrap();

    assert_eq!(post(&sender, &url).await.unwrap().status, 200);
    assert_eq!(resolver.asked(NAME), 1, "what was judged is what is connected to");
    assert_eq!(post(&sender, &url).await, Err(SendError::Forbidden(Loopback)));
    assert_eq!((resolver.asked(NAME), honest.connections(), canary.heard()), (2, 1, 0));
}

#[tokio::test]
async fn a_receiver_that_sends_on_is_not_followed() {
    let canary = Canary::start().await;
    let sender = sender(&["127.0.0.2/32"], Arc::new(names()));
    for code in ["301", "302", "303", "307", "308", "300"] {
        for to in ["http://127.0.0.1:{port}/", "//[::1]:{port}/", "http://loopback.evil.example:{port}/"] {
            let to = to.replace("{port}", &canary.port().to_string());
            let text = format!(
                "HTTP/1.1 {code} X\r\nlocation: {to}\r\nrefresh: 0;url={to}\r\ncontent-length: 0\r\n\r\n"
            );
            let receiver = Receiver::start("127.0.0.2", Does::Answer(text)).await;
            let url = format!("http://{}/", receiver.address).parse().unwrap();
            assert_eq!(post(&sender, &url).await.unwrap().status.to_string(), code);
            assert_eq!(receiver.connections(), 1);
        }
    }
    assert_eq!(canary.heard(), 0);
}
