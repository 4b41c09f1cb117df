//! Every page, form and file × who asks. The router lists its routes itself: one that is in no table fails a test.
//! `actions_table` has the server functions, `access_table` the API.

use std::collections::BTreeSet;

use axum::body::Body;
use domain::access::{Actor, Role, Scope};
use engine::testing::World;
use http::{Method, Request, StatusCode, header};
use serde_json::json;

use crate::{
    actions_table::owner_of_another_account,
    browser::Browser,
    support::{Shop, object},
};

/// What anybody may open, signed in or not: the customer's side, and the way in. May only shrink, unless customers
/// get something new.
const WITHOUT_SIGN_IN: &[(Method, &str)] = &[
    (Method::GET, "/assets/{*path}"),
    (Method::GET, "/callbacks/bank"),
    (Method::GET, "/favicon.ico"),
    (Method::GET, "/favicon.svg"),
    (Method::GET, "/forgot"),
    (Method::GET, "/healthz"),
    (Method::GET, "/l/{slug}"),
    (Method::GET, "/l/{slug}/live"),
    (Method::GET, "/l/{slug}/qr.png"),
    (Method::GET, "/l/{slug}/qr.svg"),
    (Method::GET, "/l/{slug}/status"),
    (Method::GET, "/login"),
    // For this computer and who has the operator's token: `metrics`.
    (Method::GET, "/metrics"),
    (Method::GET, "/readyz"),
    (Method::GET, "/reset/{token}"),
    (Method::GET, "/robots.txt"),
    (Method::GET, "/u/{token}"),
    (Method::GET, "/u/{token}/bank"),
    (Method::GET, "/u/{token}/live"),
    (Method::GET, "/u/{token}/receipt"),
    (Method::GET, "/u/{token}/status"),
    (Method::POST, "/forgot"),
    (Method::POST, "/l/{slug}"),
    (Method::POST, "/login"),
    (Method::POST, "/logout"),
    (Method::POST, "/reset/{token}"),
    (Method::POST, "/u/{token}/bank"),
    // Both read the session themselves, and answer without one as the tests below say.
    (Method::GET, "/live"),
    (Method::GET, "/"),
];

/// What the `{id}` of a path names.
#[derive(Clone, Copy)]
enum Of {
    Nothing,
    Link,
    Key,
    Customer,
    Endpoint,
    Delivery,
    Event,
    /// A resource of the API, which is nobody's.
    Resource,
}

/// A route for people who are signed in.
struct Row {
    method: Method,
    path: &'static str,
    of: Of,
    fields: &'static [(&'static str, &'static str)],
    /// The lowest role that may, and what it gets.
    lowest: Role,
    allowed: StatusCode,
    /// What strangers with every right in their own account get.
    stranger: StatusCode,
}

const fn page(path: &'static str, of: Of, stranger: StatusCode) -> Row {
    let (lowest, allowed) = (Role::Viewer, StatusCode::OK);
    Row { method: Method::GET, path, of, fields: &[], lowest, allowed, stranger }
}

const fn form(
    path: &'static str,
    of: Of,
    fields: &'static [(&'static str, &'static str)],
    (lowest, allowed): (Role, StatusCode),
    stranger: StatusCode,
) -> Row {
    Row { method: Method::POST, path, of, fields, lowest, allowed, stranger }
}

/// What the form of an endpoint sends.
const ENDPOINT: &[(&str, &str)] = &[("url", "https://shop.example/hooks"), ("events", "all")];
const SINCE: &[(&str, &str)] = &[("since", "2026-06-01T00:00")];

/// The dashboard.
fn table() -> Vec<Row> {
    let (ok, see_other, not_found) = (StatusCode::OK, StatusCode::SEE_OTHER, StatusCode::NOT_FOUND);
    let member = (Role::Member, see_other);
    let admin = (Role::Admin, see_other);
    vec![
        page("/payments/links", Of::Nothing, ok),
        page("/payments/links/new", Of::Nothing, ok),
        page("/payments/links/{id}", Of::Link, not_found),
        page("/payments/links/{id}/poster", Of::Link, not_found),
        page("/payments/links.csv", Of::Nothing, ok),
        page("/payments/links/{id}/usages.csv", Of::Link, not_found),
        form("/payments/links/{id}/edit", Of::Link, &[("name", "Autumn")], member, not_found),
        form("/payments/links/{id}/disable", Of::Link, &[], member, not_found),
        form("/payments/links/{id}/enable", Of::Link, &[], member, not_found),
        form("/payments/links/{id}/succeed", Of::Link, &[("max_usages", "5")], member, not_found),
        form("/payments/links/{id}/delete", Of::Link, &[("name", "Spring")], member, not_found),
        form("/payments/links/disable", Of::Link, &[], member, see_other),
        form("/payments/links/views", Of::Nothing, &[("name", "A"), ("query", "q=a")], member, see_other),
        form("/payments/links/views/delete", Of::Nothing, &[("name", "A")], member, see_other),
        page("/customers", Of::Nothing, ok),
        Row { lowest: Role::Member, ..page("/customers/new", Of::Nothing, ok) },
        page("/customers/{id}", Of::Customer, not_found),
        Row { lowest: Role::Member, ..page("/customers/{id}/edit", Of::Customer, not_found) },
        form("/customers/new", Of::Nothing, &[("name", "Omar")], member, see_other),
        form("/customers/{id}/edit", Of::Customer, &[("name", "Omar")], member, not_found),
        form("/customers/{id}/delete", Of::Customer, &[], member, not_found),
        page("/developers/keys", Of::Nothing, ok),
        page("/developers/api", Of::Nothing, ok),
        page("/developers/api/{id}", Of::Resource, ok),
        page("/developers/keys/created", Of::Nothing, ok),
        page("/developers/keys/{id}/rotated", Of::Key, ok),
        form("/developers/keys/created", Of::Nothing, &[("name", "A")], (Role::Admin, ok), ok),
        form("/developers/keys/{id}/rotated", Of::Key, &[("overlap", "day")], (Role::Admin, ok), not_found),
        form("/developers/keys/{id}/revoke", Of::Key, &[], (Role::Admin, see_other), not_found),
        page("/developers/webhooks", Of::Nothing, ok),
        Row { lowest: Role::Admin, ..page("/developers/webhooks/new", Of::Nothing, ok) },
        page("/developers/webhooks/created", Of::Nothing, ok),
        page("/developers/webhooks/{id}", Of::Endpoint, not_found),
        Row { lowest: Role::Admin, ..page("/developers/webhooks/{id}/edit", Of::Endpoint, not_found) },
        page("/developers/webhooks/{id}/rotated", Of::Endpoint, ok),
        page("/developers/webhooks/deliveries/{id}", Of::Delivery, not_found),
        page("/developers/events", Of::Nothing, ok),
        page("/developers/events/{id}", Of::Event, not_found),
        form("/developers/webhooks/created", Of::Nothing, ENDPOINT, (Role::Admin, ok), ok),
        form("/developers/webhooks/{id}/edit", Of::Endpoint, ENDPOINT, admin, not_found),
        form("/developers/webhooks/{id}/pause", Of::Endpoint, &[], admin, not_found),
        form("/developers/webhooks/{id}/enable", Of::Endpoint, &[], admin, not_found),
        form("/developers/webhooks/{id}/rotated", Of::Endpoint, &[], (Role::Admin, ok), not_found),
        form("/developers/webhooks/{id}/delete", Of::Endpoint, &[], admin, not_found),
        form("/developers/webhooks/{id}/test", Of::Endpoint, &[], admin, not_found),
        form("/developers/webhooks/{id}/retry", Of::Endpoint, SINCE, admin, not_found),
        form("/developers/webhooks/deliveries/{id}/retry", Of::Delivery, &[], admin, not_found),
    ]
}

/// A fresh object for each try, so that no try is in the way of another.
async fn id_of(shop: &Shop, of: Of) -> String {
    match of {
        Of::Nothing => String::new(),
        Of::Resource => "payments".to_owned(),
        Of::Link => {
            let link = shop.link(json!({"name": "Spring"})).await;
            link["id"].as_str().unwrap().to_owned()
        }
        Of::Customer => {
            let customer = shop.api(Method::POST, "/customers", Some(json!({"name": "Spring"}))).await.json();
            customer["id"].as_str().unwrap().to_owned()
        }
        Of::Endpoint => endpoint(shop).await,
        Of::Delivery => {
            let test = format!("/webhook_endpoints/{}/test", endpoint(shop).await);
            let delivery = shop.api(Method::POST, &test, None).await.json();
            delivery["id"].as_str().unwrap().to_owned()
        }
        Of::Event => {
            shop.link(json!({"name": "Spring"})).await;
            let events = shop.api(Method::GET, "/events?limit=1", None).await.json();
            events["data"][0]["id"].as_str().unwrap().to_owned()
        }
        Of::Key => {
            let owner: &Actor = &shop.world.actor;
            let key = shop.world.engine.create_key(owner, "Shop".parse().unwrap(), Scope::ALL.to_vec()).await;
            key.unwrap().id.to_string()
        }
    }
}

/// There may be 20 at once: those of earlier tries go.
async fn endpoint(shop: &Shop) -> String {
    let all = shop.api(Method::GET, "/webhook_endpoints?limit=100", None).await.json();
    for old in all["data"].as_array().unwrap() {
        shop.api(Method::DELETE, &object("webhook_endpoints", old), None).await;
    }
    let new = json!({"url": "https://shop.example/hooks", "events": ["*"], "description": "Spring"});
    let made = shop.api(Method::POST, "/webhook_endpoints", Some(new)).await.json();
    made["id"].as_str().unwrap().to_owned()
}

/// What somebody gets on a route, with a fresh object of the shop.
async fn ask(shop: &Shop, who: &Browser, row: &Row) -> (StatusCode, String, String) {
    let id = id_of(shop, row.of).await;
    let path = row.path.replace("{id}", &id);
    let reply = if row.method == Method::GET {
        who.visit(shop, &path).await
    } else {
        let chosen = [("id", id.as_str())];
        let fields: Vec<_> = row.fields.iter().copied().chain(chosen).collect();
        who.submit(shop, &path, &fields).await
    };
    (reply.status, reply.location().to_owned(), reply.text().to_owned())
}

#[tokio::test]
async fn every_route_is_in_a_table() {
    let shop = Shop::open().await;
    let there: BTreeSet<_> = server::page_routes(&shop.remit)
        .into_iter()
        .filter(|(_, path)| !path.starts_with("/actions/"))
        .map(|(method, path)| (path, method.to_string()))
        .collect();
    let open = WITHOUT_SIGN_IN.iter().map(|(method, path)| ((*path).to_owned(), method.to_string()));
    let guarded = table().into_iter().map(|row| (row.path.to_owned(), row.method.to_string()));
    let listed: BTreeSet<_> = open.chain(guarded).collect();
    assert_eq!(there, listed);
}

#[tokio::test]
async fn nobody_gets_in() {
    let shop = Shop::open().await;
    let nobody = Browser::default();
    for row in table() {
        let (status, location, text) = ask(&shop, &nobody, &row).await;
        let sent_to_sign_in = status == StatusCode::SEE_OTHER && location.starts_with("/login");
        assert!(sent_to_sign_in || status == StatusCode::UNAUTHORIZED, "{} {}: {text}", row.method, row.path);
    }
    let start = nobody.visit(&shop, "/").await;
    assert_eq!((start.status, start.location()), (StatusCode::SEE_OTHER, "/login"));
    assert_eq!(nobody.visit(&shop, "/live").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn another_account_or_mode_finds_nothing() {
    let shop = Shop::open().await;
    let other = owner_of_another_account(&shop).await;
    let other_live = Browser::sign_in(&shop, "owner@other.example").await.in_live_mode(&shop).await;
    let live = Browser::owner(&shop).await.in_live_mode(&shop).await;
    for (who, stranger) in [("another account", &other), ("another's live", &other_live), ("live", &live)] {
        for row in table() {
            let (status, _, text) = ask(&shop, stranger, &row).await;
            assert_eq!(status, row.stranger, "{who}: {} {}: {text}", row.method, row.path);
            assert!(!text.contains("Spring"), "{who}: {} {}", row.method, row.path);
        }
    }
}

#[tokio::test]
async fn a_role_may_what_it_is_for() {
    let shop = Shop::open().await;
    for role in Role::ALL {
        let email = match role {
            Role::Owner => World::EMAIL.to_owned(),
            role => shop.world.colleague(role).await,
        };
        let person = Browser::sign_in(&shop, &email).await;
        for row in table() {
            let (status, _, text) = ask(&shop, &person, &row).await;
            let expected = if role >= row.lowest { row.allowed } else { StatusCode::FORBIDDEN };
            assert_eq!(status, expected, "{role:?}: {} {}: {text}", row.method, row.path);
        }
    }
}

/// A form that another site made the browser send carries the cookie and not the token.
#[tokio::test]
async fn a_form_without_the_sessions_token_does_nothing() {
    let shop = Shop::open().await;
    let owner = Browser::owner(&shop).await;
    let forged = Browser { token: "guessed".to_owned(), ..owner.clone() };
    for row in table().into_iter().filter(|row| row.method == Method::POST) {
        let (status, _, text) = ask(&shop, &forged, &row).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{}: {text}", row.path);
        let elsewhere = Request::post(row.path.replace("{id}", &id_of(&shop, row.of).await))
            .header(header::COOKIE, &owner.cookie)
            .header("sec-fetch-site", "cross-site")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(format!("csrf={}", owner.token)));
        assert_eq!(shop.send(elsewhere.unwrap()).await.status, StatusCode::FORBIDDEN, "{}", row.path);
    }
}
