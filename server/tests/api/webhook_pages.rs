//! The pages and plain forms of webhooks, their deliveries and events.

use domain::access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    browser::Browser,
    support::{Reply, Shop},
    webhooks::{endpoint, receiver, send_all},
};

const ALL: &str = "/developers/webhooks";
const CREATED: &str = "/developers/webhooks/created";
const EVENTS: &str = "/developers/events";

/// The secret on a page that shows one.
fn secret_of(page: &Reply) -> String {
    let (_, rest) = page.text().split_once("data-secret").unwrap_or_else(|| panic!("{}", page.text()));
    let (_, text) = rest.split_once('>').unwrap();
    text.split_once('<').unwrap().0.to_owned()
}

async fn only_endpoint(shop: &Shop) -> Value {
    let list = shop.api(Method::GET, "/webhook_endpoints", None).await.json();
    assert_eq!(list["data"].as_array().unwrap().len(), 1, "{list}");
    list["data"][0].clone()
}

fn page_of(endpoint: &Value) -> String {
    format!("{ALL}/{}", endpoint["id"].as_str().unwrap())
}

/// A page that has everything that is expected and nothing that is not.
fn says(page: &Reply, expected: &[&str], not: &[&str]) {
    // Not what is there for the browser's own use.
    let shown = page.text().split("<script nonce").next().unwrap_or_default();
    for text in expected {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    for text in not {
        assert!(!page.text().contains(text), "not {text}: {shown}");
    }
}

#[tokio::test]
async fn an_endpoint_is_added_and_its_secret_shown_once() {
    let shop = Shop::open().await;
    let owner = Browser::owner(&shop).await;
    let none = owner.visit(&shop, ALL).await;
    says(&none, &["Hear what happens", "/developers/webhooks/new", "/api/v1/webhook_endpoints"], &[]);
    let fields = [
        ("url", "https://shop.example/hooks"),
        ("description", "The <shop>"),
        ("events", "some"),
        ("event", "usage.failed"),
        ("event", "usage.payment_created"),
    ];
    let made = owner.submit(&shop, CREATED, &fields).await;
    assert_eq!((made.status, made.header("cache-control")), (StatusCode::OK, "no-store"));
    let secret = secret_of(&made);
    assert!(secret.starts_with("whsec_"), "{secret}");
    let shown = only_endpoint(&shop).await;
    assert_eq!(shown["events"], json!(["usage.failed", "usage.payment_created"]));
    let page = page_of(&shown);
    says(&made, &[&format!("href=\"{page}\"")], &[]);
    for path in [ALL, CREATED, &page] {
        let again = owner.visit(&shop, path).await;
        assert_eq!(again.status, StatusCode::OK, "{path}");
        says(&again, &[], &[&secret[8..]]);
    }
    let list = owner.visit(&shop, ALL).await;
    says(&list, &["https://shop.example/hooks", "The &lt;shop&gt;", "Enabled", "usage.failed"], &[]);
}

#[tokio::test]
async fn a_form_that_is_wrong_comes_back_with_everything_that_was_typed() {
    let shop = Shop::open().await;
    let owner = Browser::owner(&shop).await;
    let wrong = [("url", "ftp://x.example/<x>"), ("description", "Web shop"), ("events", "some")];
    let again = owner.submit(&shop, CREATED, &wrong).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", again.text());
    let expected = [
        "Use https://",
        "value=\"ftp://x.example/&lt;x",
        "value=\"Web shop\"",
        "f-endpoint-url-error",
        "endpoint-events-error",
        "The endpoint was not saved",
    ];
    says(&again, &expected, &[]);
    let arabic = owner.submit(&shop, &format!("{CREATED}?lang=ar"), &wrong).await;
    says(&arabic, &["اختر حدثًا واحدًا على الأقل"], &["Use https"]);
    let list = shop.api(Method::GET, "/webhook_endpoints", None).await.json();
    assert_eq!(list["data"], json!([]));

    let endpoint = endpoint(&shop, "https://shop.example/hooks", json!(["usage.failed"])).await;
    let edit = format!("{}/edit", page_of(&endpoint));
    let form = owner.visit(&shop, &edit).await;
    says(&form, &["value=\"https://shop.example/hooks\"", "value=\"usage.failed\" checked"], &[]);
    let wrong = owner.submit(&shop, &edit, &[("url", "shop"), ("events", "all")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&wrong, &["Enter a full URL", "value=\"shop\"", &format!("action=\"{edit}\"")], &[]);
    assert_eq!(only_endpoint(&shop).await["url"], "https://shop.example/hooks");
    let right = owner.submit(&shop, &edit, &[("url", "https://new.example/"), ("events", "all")]).await;
    assert_eq!((right.status, right.location()), (StatusCode::SEE_OTHER, page_of(&endpoint).as_str()));
    let changed = only_endpoint(&shop).await;
    assert_eq!((&changed["url"], &changed["events"]), (&json!("https://new.example/"), &json!(["*"])));
}

#[tokio::test]
async fn the_twenty_first_endpoint_is_refused_at_its_field() {
    let shop = Shop::open().await;
    let owner = Browser::owner(&shop).await;
    for n in 0..20 {
        endpoint(&shop, &format!("https://shop.example/{n}"), json!(["*"])).await;
    }
    let fields = [("url", "https://shop.example/20"), ("events", "all")];
    let refused = owner.submit(&shop, CREATED, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(
        &refused,
        &["There are 20 endpoints already", "value=\"https://shop.example/20\""],
        &["data-secret"],
    );
    // All of them are on one page.
    let list = owner.visit(&shop, ALL).await;
    says(&list, &["https://shop.example/0<", "https://shop.example/19<"], &[]);
}

#[tokio::test]
async fn a_test_is_sent_and_seen_with_its_answer() {
    let shop = Shop::open().await;
    let owner = Browser::owner(&shop).await;
    let (url, heard) = receiver(StatusCode::OK).await;
    let page = page_of(&endpoint(&shop, &url, json!(["*"])).await);
    let waiting = owner.visit(&shop, &page).await;
    says(&waiting, &["Nothing sent yet", "Send test event", "/test"], &[]);
    // As a server's jobs do, while the form waits for the answer.
    let engine = shop.world.engine.clone();
    let jobs = tokio::spawn(async move {
        while engine.deliver_webhooks().await.unwrap() == 0 {
            tokio::task::yield_now().await;
        }
    });
    let sent = owner.submit(&shop, &format!("{page}/test"), &[]).await;
    jobs.await.unwrap();
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let delivery = owner.visit(&shop, sent.location()).await;
    let expected = [
        "webhook_endpoint.test",
        "Delivered",
        "Attempt 1",
        "a word",
        "webhook-signature: v1,",
        "Send again",
        &url,
    ];
    says(&delivery, &expected, &["whsec_", "Look again"]);
    assert_eq!(heard.lock().unwrap().len(), 1);
    let listed = owner.visit(&shop, &page).await;
    says(&listed, &["webhook_endpoint.test", sent.location()], &["Nothing sent yet"]);
    let again = owner.submit(&shop, &format!("{}/retry", sent.location()), &[]).await;
    assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, sent.location()));
    let unanswered = owner.visit(&shop, sent.location()).await;
    says(&unanswered, &["Retrying", "Look again"], &[]);
}

#[tokio::test]
async fn what_failed_is_found_by_its_status_and_sent_again() {
    let shop = Shop::open().await;
    let owner = Browser::owner(&shop).await;
    let (url, heard) = receiver(StatusCode::GONE).await;
    let made = endpoint(&shop, &url, json!(["payment_link.created"])).await;
    let page = page_of(&made);
    shop.link(json!({"name": "First"})).await;
    send_all(&shop).await;
    shop.link(json!({"name": "Second"})).await;
    send_all(&shop).await;
    let disabled = owner.visit(&shop, &page).await;
    let expected =
        ["Remit has disabled this endpoint", "410 Gone", "Disabled Today, ", "Enable again", "Skipped"];
    says(&disabled, &expected, &["Send test event", "resend-dialog"]);
    let (failed, skipped) = ("badge bad\">Failed<", "badge off\">Skipped<");
    for (status, seen, not) in [("failed", failed, skipped), ("skipped", skipped, failed)] {
        let listed = owner.visit(&shop, &format!("{page}?status={status}")).await;
        says(&listed, &[seen], &[not]);
    }
    let waiting = owner.visit(&shop, &format!("{page}?status=waiting")).await;
    says(&waiting, &["Nothing here", "Show all deliveries"], &[]);

    let enabled = owner.submit(&shop, &format!("{page}/enable"), &[]).await;
    assert_eq!((enabled.status, enabled.location()), (StatusCode::SEE_OTHER, page.as_str()));
    let paused = owner.submit(&shop, &format!("{page}/pause"), &[]).await;
    assert_eq!(paused.location(), page);
    says(&owner.visit(&shop, &page).await, &["This endpoint is paused", "Resume"], &["Enable again"]);
    // Nothing is sent to who is paused: the page is shown as it is.
    for verb in ["test", "retry"] {
        let held = owner.submit(&shop, &format!("{page}/{verb}"), &[("since", "2026-01-01T00:00")]).await;
        assert_eq!((held.status, held.location()), (StatusCode::SEE_OTHER, page.as_str()), "{verb}");
    }
    owner.submit(&shop, &format!("{page}/enable"), &[]).await;
    let late = owner.submit(&shop, &format!("{page}/retry"), &[("since", "2030-01-01T00:00")]).await;
    assert_eq!(late.location(), page);
    send_all(&shop).await;
    assert_eq!(heard.lock().unwrap().len(), 1);
    let nonsense = owner.submit(&shop, &format!("{page}/retry"), &[("since", "soon")]).await;
    assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY);
    owner.submit(&shop, &format!("{page}/retry"), &[("since", "2026-01-01T00:00")]).await;
    send_all(&shop).await;
    assert!(heard.lock().unwrap().len() > 1);
}

#[tokio::test]
async fn a_disabled_endpoint_is_said_above_every_page_until_somebody_acts() {
    let shop = Shop::open().await;
    let owner = Browser::owner(&shop).await;
    let (url, _) = receiver(StatusCode::GONE).await;
    let page = page_of(&endpoint(&shop, &url, json!(["*"])).await);
    let notice = format!("Remit has disabled the webhook endpoint {url}.");
    says(&owner.visit(&shop, "/payments/links").await, &[], &["Remit has disabled"]);
    shop.link(json!({"name": "First"})).await;
    send_all(&shop).await;
    let live = Browser::owner(&shop).await.in_live_mode(&shop).await;
    for path in ["/payments/links", "/customers", ALL] {
        says(&owner.visit(&shop, path).await, &[&notice, &format!("href=\"{page}\"")], &[]);
        says(&live.visit(&shop, path).await, &[], &["Remit has disabled"]);
    }
    owner.submit(&shop, &format!("{page}/pause"), &[]).await;
    says(&owner.visit(&shop, "/payments/links").await, &[], &["Remit has disabled"]);
    owner.submit(&shop, &format!("{page}/enable"), &[]).await;
    shop.link(json!({"name": "Second"})).await;
    send_all(&shop).await;
    says(&owner.visit(&shop, "/payments/links").await, &[&notice], &[]);
    let deleted = owner.submit(&shop, &format!("{page}/delete"), &[]).await;
    assert_eq!((deleted.status, deleted.location()), (StatusCode::SEE_OTHER, ALL));
    says(&owner.visit(&shop, "/payments/links").await, &[], &["Remit has disabled"]);
    assert_eq!(owner.visit(&shop, &page).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_rotated_secret_is_shown_once_with_how_long_the_old_one_lasts() {
    let shop = Shop::open().await;
    let owner = Browser::owner(&shop).await;
    let page = page_of(&endpoint(&shop, "https://shop.example/hooks", json!(["*"])).await);
    let rotated = owner.submit(&shop, &format!("{page}/rotated"), &[]).await;
    let secret = secret_of(&rotated);
    says(&rotated, &["Until Tomorrow, ", "is signed with the old secret too"], &[]);
    let gone = owner.visit(&shop, &format!("{page}/rotated")).await;
    says(&gone, &["A secret is shown only once", &format!("href=\"{page}\"")], &[&secret[8..]]);
    says(&owner.visit(&shop, &page).await, &["the old one signs too until Tomorrow, "], &[&secret[8..]]);
}

#[tokio::test]
async fn events_are_listed_narrowed_and_opened() {
    let shop = Shop::open().await;
    let owner = Browser::owner(&shop).await;
    says(&owner.visit(&shop, EVENTS).await, &["Nothing has happened yet"], &[]);
    let (url, _) = receiver(StatusCode::OK).await;
    let made = endpoint(&shop, &url, json!(["payment_link.created"])).await;
    let link = shop.link(json!({"name": "Spring"})).await;
    let id = link["id"].as_str().unwrap();
    shop.api(Method::PATCH, &format!("/payment_links/{id}"), Some(json!({"status": "DISABLED"}))).await;
    shop.link(json!({"name": "Autumn"})).await;
    send_all(&shop).await;
    let all = owner.visit(&shop, EVENTS).await;
    says(&all, &["payment_link.disabled<!></span>", "A payment link was disabled", id], &[]);
    let disabled = owner.visit(&shop, &format!("{EVENTS}?type=payment_link.disabled")).await;
    says(&disabled, &["payment_link.disabled<!></span>"], &["payment_link.created<!></span>"]);
    let of_link = owner.visit(&shop, &format!("{EVENTS}?object={id}")).await;
    assert_eq!(of_link.text().matches("<tr data-key").count(), 2, "{}", of_link.text());
    says(&owner.visit(&shop, &format!("{EVENTS}?object=nothing")).await, &["No such event"], &["<tr data"]);

    let path = format!("/events?type=payment_link.created&payment_link_id={id}");
    let event = shop.api(Method::GET, &path, None).await.json()["data"][0].clone();
    let page = owner.visit(&shop, &format!("{EVENTS}/{}", event["id"].as_str().unwrap())).await;
    let number = format!("class=\"num\">{}<", event["sequence"]);
    let href = format!("href=\"/payments/links/{id}\"");
    // In an element `"` need not be escaped.
    says(&page, &[&number, &href, "\"object\": \"event\"", "Delivered", &url], &[]);
    let delivery = format!("{ALL}/deliveries/");
    says(&page, &[&delivery, made["id"].as_str().unwrap()], &["Sent to nobody"]);
    shop.api(Method::DELETE, &format!("/webhook_endpoints/{}", made["id"].as_str().unwrap()), None).await;
    let after = owner.visit(&shop, &format!("{EVENTS}/{}", event["id"].as_str().unwrap())).await;
    says(&after, &["A deleted endpoint"], &[&url]);
}

#[tokio::test]
async fn who_may_not_change_webhooks_reads_them_and_is_told_who_may() {
    let shop = Shop::open().await;
    let viewer = Browser::sign_in(&shop, &shop.world.colleague(Role::Viewer).await).await;
    says(&viewer.visit(&shop, ALL).await, &["Only owners and admins"], &["/developers/webhooks/new"]);
    let (url, _) = receiver(StatusCode::OK).await;
    let made = endpoint(&shop, &url, json!(["*"])).await;
    let page = page_of(&made);
    let test = format!("/webhook_endpoints/{}/test", made["id"].as_str().unwrap());
    let delivery = shop.api(Method::POST, &test, None).await.json();
    let delivery = format!("{ALL}/deliveries/{}", delivery["id"].as_str().unwrap());
    let member = Browser::sign_in(&shop, &shop.world.colleague(Role::Member).await).await;
    for person in [&viewer, &member] {
        let shown = person.visit(&shop, &page).await;
        says(&shown, &[&url, "Only owners and admins"], &["method=\"post\" action=\"/developers", "/edit\""]);
        let shown = person.visit(&shop, &delivery).await;
        says(&shown, &["webhook_endpoint.test", "Not sent yet"], &["method=\"post\" action=\"/developers"]);
    }
    let admin = Browser::sign_in(&shop, &shop.world.colleague(Role::Admin).await).await;
    says(&admin.visit(&shop, &page).await, &["Send test event", "delete-dialog", "rotate-dialog"], &[]);
    let unknown = viewer.act(&shop, "webhooks", &json!({"page": "nothing/", "query": query()})).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

fn query() -> Value {
    json!({"status": "", "q": "", "more": "", "after": "", "before": ""})
}
