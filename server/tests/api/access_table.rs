//! Every endpoint of the API × who asks. A new endpoint belongs in this table.

use domain::access::Scope;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Shop, attempt, least};

/// What an endpoint needs, and what a stranger with every scope gets.
struct Endpoint {
    method: Method,
    path: String,
    scope: Scope,
    body: Option<Value>,
    stranger: StatusCode,
}

/// Ids of objects that belong to the shop.
struct Objects {
    link: String,
    usage: String,
    payment: String,
    destination: String,
    redirect_url: String,
    customer: String,
    endpoint: String,
    event: String,
    delivery: String,
}

async fn objects(shop: &Shop) -> Objects {
    let id = |object: &Value| object["id"].as_str().unwrap().to_owned();
    let link = shop.link(json!({})).await;
    let paid = shop.pay(&link, &attempt(1)).await;
    shop.approve(&paid).await;
    let first = async |path: &str| id(&shop.api(Method::GET, path, None).await.json()["data"][0]);
    shop.api(Method::POST, "/redirect_urls", Some(json!({"url": "https://shop.example/"}))).await;
    let customer = json!({"name": "Lina"});
    let customer = id(&shop.api(Method::POST, "/customers", Some(customer)).await.json());
    let hooks = json!({"url": "https://shop.example/", "events": ["*"]});
    let endpoint = id(&shop.api(Method::POST, "/webhook_endpoints", Some(hooks)).await.json());
    let delivery = shop.api(Method::POST, &format!("/webhook_endpoints/{endpoint}/test"), None).await.json();
    Objects {
        event: delivery["event_id"].as_str().unwrap().to_owned(),
        delivery: id(&delivery),
        endpoint,
        customer,
        usage: first(&format!("/payment_links/{}/usages", id(&link))).await,
        payment: first("/payments").await,
        destination: first("/destinations").await,
        redirect_url: first("/redirect_urls").await,
        link: id(&link),
    }
}

/// One endpoint of the table.
type Row = (Method, String, Scope, Option<Value>, StatusCode);

const GET: Method = Method::GET;
const POST: Method = Method::POST;
const PATCH: Method = Method::PATCH;
const DELETE: Method = Method::DELETE;
const OK: StatusCode = StatusCode::OK;
const CREATED: StatusCode = StatusCode::CREATED;
const NOT_FOUND: StatusCode = StatusCode::NOT_FOUND;

/// Everything; what deletes a link comes last.
fn table(objects: &Objects) -> Vec<Endpoint> {
    let link = &objects.link;
    let mut rows = links(objects);
    rows.extend(settings(objects));
    rows.extend(customers(objects));
    rows.extend(webhooks(objects));
    rows.push((DELETE, format!("/payment_links/{link}"), Scope::WriteLinks, None, NOT_FOUND));
    let endpoint = |(method, path, scope, body, stranger)| Endpoint { method, path, scope, body, stranger };
    rows.into_iter().map(endpoint).collect()
}

fn links(objects: &Objects) -> Vec<Row> {
    use Scope::{Read, WriteLinks};
    let Objects { link, usage, payment, .. } = objects;
    vec![
        // The stranger has no destination yet, so nothing to link to.
        (POST, "/payment_links".to_owned(), WriteLinks, Some(least()), StatusCode::UNPROCESSABLE_ENTITY),
        (GET, "/payment_links".to_owned(), Read, None, OK),
        (GET, format!("/payment_links/{link}"), Read, None, NOT_FOUND),
        (PATCH, format!("/payment_links/{link}"), WriteLinks, Some(json!({"name": "x"})), NOT_FOUND),
        (POST, format!("/payment_links/{link}/duplicate"), WriteLinks, None, NOT_FOUND),
        (GET, format!("/payment_links/{link}/usages"), Read, None, NOT_FOUND),
        (GET, format!("/usages/{usage}"), Read, None, NOT_FOUND),
        (GET, "/payments".to_owned(), Read, None, OK),
        (GET, format!("/payments/{payment}"), Read, None, NOT_FOUND),
    ]
}

fn settings(objects: &Objects) -> Vec<Row> {
    use Scope::{Read, WriteSettings};
    let Objects { destination, redirect_url, .. } = objects;
    let new_destination = json!({
        "name": "A", "holder": "A", "scheme": "IBAN", "identification": "AE070331234567890123456", "country": "AE",
    });
    vec![
        (GET, "/destinations".to_owned(), Read, None, OK),
        (GET, format!("/destinations/{destination}"), Read, None, NOT_FOUND),
        (PATCH, format!("/destinations/{destination}"), WriteSettings, Some(json!({"name": "x"})), NOT_FOUND),
        (DELETE, format!("/destinations/{destination}"), WriteSettings, None, NOT_FOUND),
        (POST, "/destinations".to_owned(), WriteSettings, Some(new_destination), CREATED),
        (GET, "/redirect_urls".to_owned(), Read, None, OK),
        (GET, format!("/redirect_urls/{redirect_url}"), Read, None, NOT_FOUND),
        (
            PATCH,
            format!("/redirect_urls/{redirect_url}"),
            WriteSettings,
            Some(json!({"url": "https://shop.example/new"})),
            NOT_FOUND,
        ),
        (DELETE, format!("/redirect_urls/{redirect_url}"), WriteSettings, None, NOT_FOUND),
        (
            POST,
            "/redirect_urls".to_owned(),
            WriteSettings,
            Some(json!({"url": "https://a.example/"})),
            CREATED,
        ),
        (GET, "/account".to_owned(), WriteSettings, None, OK),
        (PATCH, "/account".to_owned(), WriteSettings, Some(json!({"notices": {"trouble": true}})), OK),
    ]
}

fn customers(objects: &Objects) -> Vec<Row> {
    use Scope::{Read, WriteCustomers};
    let Objects { customer, .. } = objects;
    vec![
        (GET, "/customers".to_owned(), Read, None, OK),
        (GET, format!("/customers/{customer}"), Read, None, NOT_FOUND),
        (PATCH, format!("/customers/{customer}"), WriteCustomers, Some(json!({"name": "x"})), NOT_FOUND),
        (DELETE, format!("/customers/{customer}"), WriteCustomers, None, NOT_FOUND),
        (POST, "/customers".to_owned(), WriteCustomers, Some(json!({"name": "A"})), CREATED),
    ]
}

fn webhooks(objects: &Objects) -> Vec<Row> {
    use Scope::{Read, WriteWebhooks};
    let Objects { endpoint, event, delivery, .. } = objects;
    vec![
        (
            POST,
            "/webhook_endpoints".to_owned(),
            WriteWebhooks,
            Some(json!({"url": "https://a.example/", "events": ["usage.failed"]})),
            CREATED,
        ),
        (GET, "/webhook_endpoints".to_owned(), Read, None, OK),
        (GET, format!("/webhook_endpoints/{endpoint}"), Read, None, NOT_FOUND),
        (
            PATCH,
            format!("/webhook_endpoints/{endpoint}"),
            WriteWebhooks,
            Some(json!({"description": "x"})),
            NOT_FOUND,
        ),
        (POST, format!("/webhook_endpoints/{endpoint}/test"), WriteWebhooks, None, NOT_FOUND),
        (POST, format!("/webhook_endpoints/{endpoint}/rotate_secret"), WriteWebhooks, None, NOT_FOUND),
        (
            POST,
            format!("/webhook_endpoints/{endpoint}/retry_failed"),
            WriteWebhooks,
            Some(json!({"since": "2026-06-01T00:00:00Z"})),
            NOT_FOUND,
        ),
        (GET, "/events".to_owned(), Read, None, OK),
        (GET, format!("/events/{event}"), Read, None, NOT_FOUND),
        (GET, format!("/events/{event}/deliveries"), Read, None, NOT_FOUND),
        (GET, "/deliveries".to_owned(), Read, None, OK),
        (GET, format!("/deliveries/{delivery}"), Read, None, NOT_FOUND),
        (POST, format!("/deliveries/{delivery}/retry"), WriteWebhooks, None, NOT_FOUND),
        (DELETE, format!("/webhook_endpoints/{endpoint}"), WriteWebhooks, None, NOT_FOUND),
    ]
}

/// What the shop may do, in an order in which each still finds its objects.
pub async fn calls(shop: &Shop) -> Vec<(Method, String, Option<Value>)> {
    let table = table(&objects(shop).await);
    table.into_iter().map(|Endpoint { method, path, body, .. }| (method, path, body)).collect()
}

#[tokio::test]
async fn without_a_key_of_the_account_there_is_nothing() {
    let shop = Shop::open().await;
    let objects = objects(&shop).await;
    let without =
        |scope: Scope| Scope::ALL.into_iter().filter(move |other| *other != scope).collect::<Vec<_>>();
    let (start, last) = shop.key.split_at(shop.key.len() - 1);
    let almost = format!("{start}{}", if last == "A" { "B" } else { "A" });
    let strangers = shop.world.strangers().await;
    for (index, stranger) in strangers.iter().enumerate() {
        let key = shop.key_of(stranger, &Scope::ALL).await;
        for endpoint in table(&objects) {
            let Endpoint { method, path, body, stranger, .. } = endpoint;
            let reply = shop.api_as(&key, method.clone(), &path, body).await;
            assert_eq!(reply.status, stranger, "stranger {index}: {method} {path}: {}", reply.text());
            if stranger == StatusCode::OK {
                let foreign = [
                    &objects.customer,
                    &objects.link,
                    &objects.payment,
                    &objects.destination,
                    &objects.redirect_url,
                    &objects.endpoint,
                    &objects.event,
                    &objects.delivery,
                ];
                assert!(foreign.iter().all(|id| !reply.text().contains(id.as_str())), "{method} {path}");
            }
        }
    }
    for endpoint in table(&objects) {
        let Endpoint { method, path, scope, body, .. } = endpoint;
        for key in ["", "nonsense", &almost] {
            let reply = shop.api_as(key, method.clone(), &path, body.clone()).await;
            assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{key}: {method} {path}");
            assert_eq!(reply.header("www-authenticate"), "Bearer");
        }
        let key = shop.key_of(&shop.world.actor, &without(scope)).await;
        let reply = shop.api_as(&key, method.clone(), &path, body.clone()).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "without {scope:?}: {method} {path}");
    }
    // And what the shop's own key may do works, so the table is about real endpoints.
    for endpoint in table(&objects) {
        let Endpoint { method, path, body, .. } = endpoint;
        let reply = shop.api(method.clone(), &path, body).await;
        assert!(
            reply.status.is_success() || reply.status == StatusCode::CONFLICT,
            "{method} {path}: {}",
            reply.text()
        );
    }
}

#[tokio::test]
async fn a_key_that_was_revoked_opens_nothing() {
    let shop = Shop::open().await;
    let keys = shop.world.engine.list_keys(&shop.world.actor).await.unwrap();
    shop.world.engine.revoke_key(&shop.world.actor, keys[0].id).await.unwrap();
    assert_eq!(shop.api(Method::GET, "/payment_links", None).await.status, StatusCode::UNAUTHORIZED);
}
