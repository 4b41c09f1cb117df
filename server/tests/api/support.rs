//! A shop with its doors open: what tests send requests to, and what they get back.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
};
use domain::access::{Actor, Scope};
use engine::{
    Maker,
    clock::SystemRng,
    mail::Mailer,
    testing::{TestDatabase, World},
};
use http::{HeaderMap, Method, Request, Response, StatusCode, header};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use server::{Remit, assets::Assets};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};
use tower::ServiceExt as _;

/// A server of one merchant who holds a key with every scope.
pub struct Shop {
    pub world: World,
    pub key: String,
    pub make: Maker,
    pub remit: Remit,
    router: Router,
    _database: Arc<TestDatabase>,
}

impl Shop {
    /// On SQLite.
    pub async fn open() -> Self {
        Self::on(TestDatabase::sqlite().await).await
    }

    pub async fn on(database: TestDatabase) -> Self {
        Self::on_with(database, |remit| remit).await
    }

    /// On SQLite, with a server that is set up differently.
    pub async fn open_with(change: impl FnOnce(Remit) -> Remit) -> Self {
        Self::on_with(TestDatabase::sqlite().await, change).await
    }

    async fn on_with(database: TestDatabase, change: impl FnOnce(Remit) -> Remit) -> Self {
        let world = World::new(&database).await;
        Self::of(world, database, change).await
    }

    /// One that sends mail.
    pub async fn mailing(database: TestDatabase, mailer: Arc<dyn Mailer>) -> Self {
        let world = World::new(&database).await;
        let engine = world.engine.with_mailer(mailer);
        Self::of(World { engine, ..world }, database, |remit| remit).await
    }

    async fn of(world: World, database: TestDatabase, change: impl FnOnce(Remit) -> Remit) -> Self {
        let make = Maker::new(world.clock.clone(), Arc::new(SystemRng));
        let banks = ["https://bank.example".to_owned()];
        let remit = Remit::new(world.engine.clone(), make.clone(), Assets::default(), None, &banks);
        let remit = change(remit);
        let router = server::router(remit.clone());
        let mut shop = Self { world, key: String::new(), make, remit, router, _database: Arc::new(database) };
        shop.key = shop.key_of(&shop.world.actor, &Scope::ALL).await;
        shop
    }

    pub async fn key_of(&self, actor: &Actor, scopes: &[Scope]) -> String {
        let key =
            self.world.engine.create_key(actor, "Test".parse().unwrap(), scopes.to_vec()).await.unwrap();
        key.secret.expose_secret().to_owned()
    }

    pub async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Reply { status: parts.status, headers: parts.headers, body }
    }

    /// A reply whose body is read as it comes.
    pub async fn open_stream(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Listens on a port of this machine until the answer is dropped.
    pub async fn listen(&self) -> Listening {
        self.listen_on(0).await
    }

    pub async fn listen_on(&self, port: u16) -> Listening {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (stop, stopped) = oneshot::channel::<()>();
        let server = axum::serve(listener, self.router.clone()).with_graceful_shutdown(async {
            let _ = stopped.await;
        });
        let served = tokio::spawn(server.into_future());
        Listening { port, stop, served }
    }

    /// A request to the API with the shop's key.
    pub async fn api(&self, method: Method, path: &str, body: Option<Value>) -> Reply {
        self.api_as(&self.key, method, path, body).await
    }

    pub async fn api_as(&self, key: &str, method: Method, path: &str, body: Option<Value>) -> Reply {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::AUTHORIZATION, format!("Bearer {key}"))
            .header(header::CONTENT_TYPE, "application/json");
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.send(request.body(body).unwrap()).await
    }

    /// What a browser asks for.
    pub async fn visit(&self, path: &str) -> Reply {
        self.visit_with(path, &[]).await
    }

    pub async fn visit_with(&self, path: &str, headers: &[(&str, &str)]) -> Reply {
        let mut request = Request::builder().uri(path).header(header::ACCEPT, "text/html");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// What a form sends.
    pub async fn submit(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let body = serde_urlencoded::to_string(fields).unwrap();
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Creates a link; what `more` names is added to the least a link needs.
    pub async fn link(&self, more: Value) -> Value {
        let mut body = least();
        merge(&mut body, more);
        let reply = self.api(Method::POST, "/payment_links", Some(body)).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        reply.json()
    }

    /// Presses Pay with a fresh attempt and valid fields.
    pub async fn pay(&self, link: &Value, attempt: &str) -> Reply {
        let fields = [("phone", "+971501234567"), ("bank", "falcon"), ("attempt", attempt)];
        self.submit(&path_of(link), &fields).await
    }

    /// Approves at the bank what a reply of Pay led to, and comes back: the path of the result page.
    pub async fn approve(&self, paid: &Reply) -> String {
        let state = state_of(paid);
        let code = self.world.rail.approve(&state).expect("the bank waits for an answer");
        let back = self.visit(&format!("/callbacks/bank?state={state}&code={code}")).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text());
        back.location().to_owned()
    }
}

/// A shop that others reach over the network.
pub struct Listening {
    pub port: u16,
    stop: oneshot::Sender<()>,
    served: JoinHandle<std::io::Result<()>>,
}

impl Listening {
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Answers what was asked and closes every connection.
    pub async fn stop(self) {
        let _ = self.stop.send(());
        self.served.await.unwrap().unwrap();
    }
}

/// The least a link needs.
pub fn least() -> Value {
    json!({"payment_details": {"amount": "150.00", "currency": "AED", "reference": "INV-1042"}})
}

fn merge(into: &mut Value, more: Value) {
    match (into, more) {
        (Value::Object(into), Value::Object(more)) => {
            for (name, value) in more {
                merge(into.entry(name).or_insert(Value::Null), value);
            }
        }
        (into, more) => *into = more,
    }
}

/// A token such as a page makes; different for each `n`.
pub fn attempt(n: usize) -> String {
    format!("attempt-of-a-test-{n:08}")
}

/// The path of a link's page.
pub fn path_of(link: &Value) -> String {
    format!("/l/{}", link["slug"].as_str().unwrap())
}

/// The path of an object of the API.
pub fn object(resource: &str, object: &Value) -> String {
    format!("/{resource}/{}", object["id"].as_str().unwrap())
}

/// The state in the bank's address.
pub fn state_of(paid: &Reply) -> String {
    assert_eq!(paid.status, StatusCode::SEE_OTHER, "{}", paid.text());
    let (_, state) = paid.location().split_once("state=").expect("the bank's address has the state");
    state.to_owned()
}

/// What came back.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("JSON: {}", self.text()))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// What an attribute of the page's `<main>` says.
    pub fn main(&self, attribute: &str) -> &str {
        let main =
            self.text().split("<main").nth(1).and_then(|rest| rest.split('>').next()).unwrap_or_default();
        let value = main.split(&format!("{attribute}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        value.unwrap_or_default()
    }

    pub fn page(&self) -> &str {
        self.main("data-page")
    }

    /// The `param` and `code` of each wrong parameter.
    pub fn errors(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let body = self.json();
        let errors = body["errors"].as_array().cloned().unwrap_or_default();
        errors.iter().map(|error| (text(&error["param"]), text(&error["code"]))).collect()
    }
}

/// Snapshots an object of the API with what differs each time taken out. A test that runs on both databases
/// names its snapshots, so that both must give the same.
macro_rules! assert_object {
    ($($argument:expr),+) => {
        insta::assert_json_snapshot!($($argument),+, {
            ".**.id" => "[id]",
            ".**.slug" => "[slug]",
            ".**.url" => insta::dynamic_redaction(|value, _| $crate::support::redact_url(value)),
            ".**.page_url" => "[page_url]",
            ".**.destination_id" => "[id]",
            ".**.payment_link_id" => "[id]",
            ".**.usage_id" => "[id]",
            ".**.payment_id" => insta::dynamic_redaction(|value, _| $crate::support::redact_some(value)),
            ".**.next_cursor" => insta::dynamic_redaction(|value, _| $crate::support::redact_some(value)),
            ".**.request_id" => "[request_id]",
        })
    };
}
pub(crate) use assert_object;

/// Random slugs differ, registered URLs do not.
pub fn redact_url(value: insta::internals::Content) -> insta::internals::Content {
    match value.as_str() {
        Some(url) if url.starts_with("https://pay.example.com/l/") => {
            "https://pay.example.com/l/[slug]".into()
        }
        _ => value,
    }
}

/// `null` stays visible.
pub fn redact_some(value: insta::internals::Content) -> insta::internals::Content {
    if value.as_str().is_some() { "[some]".into() } else { value }
}
