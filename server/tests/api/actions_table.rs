//! Every server function of the dashboard × who is signed in. One that is not in this table fails a test.

use std::collections::BTreeSet;

use domain::{Mode, access::Role};
use engine::{
    accounts::{NewAccount, NewOwner},
    auth::new_key,
    testing::World,
};
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    browser::Browser,
    support::{Shop, attempt, object},
};

/// What it is called with, the lowest role that may, and what a stranger with that role gets.
type Row = (&'static str, Value, Role, StatusCode);

/// The shop's own objects; what deletes comes last.
fn table(link: &str, usage: &str, customer: &str, draft: &Value) -> Vec<Row> {
    let query = json!({"status": "", "q": "", "more": "", "after": "", "before": ""});
    let (ok, not_found) = (StatusCode::OK, StatusCode::NOT_FOUND);
    let destination = [
        ["name", "Second"],
        ["holder", "Palm & Stone LLC"],
        ["scheme", "IBAN"],
        ["iban", "AE070331234567890123456"],
        ["bank_type", "SME"],
    ];
    vec![
        ("account", json!({}), Role::Viewer, ok),
        ("links", json!({"query": query}), Role::Viewer, ok),
        ("link", json!({"link": link}), Role::Viewer, not_found),
        ("usages", json!({"link": link, "query": query}), Role::Viewer, not_found),
        ("usage", json!({"usage": usage}), Role::Viewer, not_found),
        ("found", json!({"q": ""}), Role::Viewer, ok),
        ("found", json!({"q": link}), Role::Viewer, ok),
        // Who may not manage keys is told so, and sees none: `keys` has the test.
        ("keys", json!({}), Role::Viewer, ok),
        ("shown_once", json!({}), Role::Viewer, ok),
        ("notice", json!({}), Role::Viewer, ok),
        ("webhooks", json!({"page": "endpoints/", "query": query}), Role::Viewer, ok),
        ("webhooks", json!({"page": "new/", "query": query}), Role::Admin, ok),
        ("webhooks", json!({"page": "created/", "query": query}), Role::Viewer, ok),
        ("webhooks", json!({"page": "events/", "query": query}), Role::Viewer, ok),
        ("reference", json!({"resource": "payments"}), Role::Viewer, ok),
        ("preview", json!({"draft": draft, "locale": "en", "screen": "Form"}), Role::Viewer, ok),
        ("preview", json!({"draft": draft, "locale": "ar", "screen": "Button"}), Role::Viewer, ok),
        ("start_draft", json!({"from": "", "customer": ""}), Role::Viewer, ok),
        ("start_draft", json!({"from": "", "customer": customer}), Role::Viewer, ok),
        ("start_draft", json!({"from": link, "customer": ""}), Role::Viewer, not_found),
        ("customers", json!({"query": query}), Role::Viewer, ok),
        ("customer", json!({"customer": customer, "query": query}), Role::Viewer, not_found),
        ("customer_form", json!({"customer": ""}), Role::Member, ok),
        ("customer_form", json!({"customer": customer}), Role::Member, not_found),
        ("find_customers", json!({"q": ""}), Role::Viewer, ok),
        ("add_customer", json!({"entered": [["name", "Omar"]]}), Role::Member, ok),
        ("add_customer", json!({"entered": []}), Role::Member, ok),
        ("slug_free", json!({"slug": "spring-fair"}), Role::Member, ok),
        ("add_url", json!({"entered": [["url", "https://shop.example/thanks"]]}), Role::Admin, ok),
        ("add_url", json!({"entered": []}), Role::Admin, ok),
        ("add_destination", json!({"entered": destination}), Role::Admin, ok),
        ("add_destination", json!({"entered": []}), Role::Admin, ok),
        ("create_link", json!({"draft": draft, "from": link, "attempt": "a"}), Role::Member, not_found),
    ]
}

#[tokio::test]
async fn every_server_function_is_in_the_table() {
    let shop = Shop::open().await;
    let listed: BTreeSet<_> =
        table("", "", "", &json!({})).into_iter().map(|(name, ..)| name.to_owned()).collect();
    let routes = server::page_routes(&shop.remit).into_iter();
    let there: BTreeSet<_> =
        routes.filter_map(|(_, path)| path.strip_prefix("/actions/").map(str::to_owned)).collect();
    assert_eq!(listed, there);
}

/// A shop with a link that was paid: its link, its usage, its customer, and a draft of a copy.
async fn shop_with_a_link() -> (Shop, String, String, String, Value) {
    let shop = Shop::open().await;
    let customer = shop.api(Method::POST, "/customers", Some(json!({"name": "Lina"}))).await.json();
    let link = shop.link(json!({"title": "Ceramics workshop", "customer_id": customer["id"]})).await;
    shop.approve(&shop.pay(&link, &attempt(1)).await).await;
    let usages = shop.api(Method::GET, &format!("{}/usages", object("payment_links", &link)), None).await;
    let id = |object: &Value| object["id"].as_str().unwrap().to_owned();
    let (link, usage, customer) = (id(&link), id(&usages.json()["data"][0]), id(&customer));
    let owner = Browser::owner(&shop).await;
    let start = owner.act(&shop, "start_draft", &json!({"from": link, "customer": ""})).await;
    let draft = start.json()["draft"].clone();
    assert!(draft.is_object(), "{}", start.text());
    (shop, link, usage, customer, draft)
}

pub async fn owner_of_another_account(shop: &Shop) -> Browser {
    let engine = &shop.world.engine;
    let new = NewAccount {
        name: "Other".parse().unwrap(),
        time_zone: "UTC".to_owned(),
        contact_email: None,
        contact_phone: None,
    };
    let email = "owner@other.example";
    let owner = NewOwner {
        email: email.to_owned(),
        password: World::PASSWORD.into(),
        test_key: new_key(Mode::Test, &shop.make),
    };
    engine.create_account(new, owner).await.unwrap();
    Browser::sign_in(shop, email).await
}

#[tokio::test]
async fn what_belongs_to_another_account_or_mode_is_not_there() {
    let (shop, link, usage, customer, draft) = shop_with_a_link().await;
    let other = owner_of_another_account(&shop).await;
    let other_live = Browser::sign_in(&shop, "owner@other.example").await.in_live_mode(&shop).await;
    let live = Browser::owner(&shop).await.in_live_mode(&shop).await;
    for (who, stranger) in [("another account", &other), ("another's live", &other_live), ("live", &live)] {
        for (action, body, _, expected) in table(&link, &usage, &customer, &draft) {
            let reply = stranger.act(&shop, action, &body).await;
            assert_eq!(reply.status, expected, "{who}: {action} {body}: {}", reply.text());
            let found = [&link, &usage, &customer].into_iter().find(|id| reply.text().contains(id.as_str()));
            assert_eq!(found, None, "{who}: {action}");
        }
    }
    let kept = shop.api(Method::GET, &format!("/payment_links/{link}"), None).await.json();
    assert_eq!(kept["status"], "ACTIVE");
}

#[tokio::test]
async fn a_role_may_what_it_is_for_and_nobody_may_nothing() {
    let (shop, link, usage, customer, draft) = shop_with_a_link().await;
    let nobody = Browser::default();
    for (action, body, ..) in table(&link, &usage, &customer, &draft) {
        let reply = nobody.act(&shop, action, &body).await;
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{action}: {}", reply.text());
    }
    // From the least to the most: only the last may delete, or the others would find nothing.
    for role in [Role::Viewer, Role::Member, Role::Admin] {
        let person = Browser::sign_in(&shop, &shop.world.colleague(role).await).await;
        for (action, body, lowest, _) in table(&link, &usage, &customer, &draft) {
            let expected = if role >= lowest { StatusCode::OK } else { StatusCode::FORBIDDEN };
            let reply = person.act(&shop, action, &body).await;
            assert_eq!(reply.status, expected, "{role:?}: {action} {body}: {}", reply.text());
        }
    }
}
