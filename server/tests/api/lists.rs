//! What all lists of the API share: pages in both directions, filters, the count on request; and usages with the
//! objects they name.

use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Shop, attempt, object, path_of};

async fn get(shop: &Shop, path: &str) -> Value {
    let reply = shop.api(Method::GET, path, None).await;
    assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.text());
    reply.json()
}

fn ids(list: &Value) -> Vec<&str> {
    list["data"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect()
}

/// A shop with five links, the last of them paid five times.
async fn busy() -> (Shop, Value) {
    let shop = Shop::open().await;
    shop.world.rail.set_first_status("ACSC", None);
    let mut link = Value::Null;
    for number in 0..5 {
        link = shop.link(json!({"payment_details": {"reference": format!("INV-{number}")}})).await;
    }
    for number in 0..5 {
        // Each by another number: who has paid is asked before paying again.
        let (phone, token) = (format!("+97150123456{number}"), attempt(number));
        let fields = [("phone", phone.as_str()), ("bank", "falcon"), ("attempt", &token)];
        let paid = shop.submit(&path_of(&link), &fields).await;
        if number > 0 {
            shop.approve(&paid).await;
        }
    }
    (shop, link)
}

#[tokio::test]
async fn pages_go_forth_and_back() {
    let (shop, link) = busy().await;
    let usages = format!("{}/usages", object("payment_links", &link));
    for path in ["/payment_links", "/payments", usages.as_str()] {
        let all = get(&shop, path).await;
        let all = ids(&all);
        let mut forth = Vec::new();
        let mut after = String::new();
        loop {
            let page = get(&shop, &format!("{path}?limit=2{after}")).await;
            forth.extend(ids(&page).into_iter().map(str::to_owned));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            after = format!("&starting_after={cursor}");
        }
        assert_eq!(forth, all, "{path}");
        let last = all.last().unwrap();
        let back = get(&shop, &format!("{path}?limit=2&ending_before={last}")).await;
        assert_eq!(ids(&back), all[all.len() - 3..all.len() - 1], "{path}");
        assert_eq!((&back["has_more"], &back["next_cursor"]), (&json!(all.len() > 3), &json!(ids(&back)[0])));
    }
}

#[tokio::test]
async fn the_count_comes_on_request_and_counts_what_the_filter_lets_through() {
    let (shop, link) = busy().await;
    let usages = format!("{}/usages", object("payment_links", &link));
    for (path, all, narrow, some) in [
        ("/payment_links", 5, "reference=INV-3", 1),
        ("/events", 22, "type=payment_link.created", 5),
        ("/destinations", 1, "ending_before=dst_000000000000000000000000", 1),
        ("/payments", 4, "reference=INV-4", 4),
        (usages.as_str(), 5, "status=STARTED", 1),
    ] {
        assert!(get(&shop, path).await.get("total_count").is_none(), "{path}");
        assert!(get(&shop, &format!("{path}?total_count=false")).await.get("total_count").is_none());
        for (query, expected) in [("limit=1".to_owned(), all), (format!("limit=1&{narrow}"), some)] {
            let list = get(&shop, &format!("{path}?total_count=true&{query}")).await;
            assert_eq!(
                (&list["total_count"], &list["total_count_exceeded"]),
                (&json!(expected), &json!(false)),
                "{path}?{query}"
            );
        }
    }
    let wrong = shop.api(Method::GET, "/payments?total_count=yes", None).await;
    assert_eq!(wrong.errors(), [("total_count".to_owned(), "invalid_total_count".to_owned())]);
}

#[tokio::test]
async fn usages_and_payments_are_filtered_by_time_and_customer() {
    let (shop, link) = busy().await;
    let usages = format!("{}/usages", object("payment_links", &link));
    let nobody = "customer_id=cus_000000000000000000000000";
    for path in ["/payments", usages.as_str()] {
        let count = async |query: &str| ids(&get(&shop, &format!("{path}?{query}")).await).len();
        let all = count("").await;
        assert_eq!(count("created_gte=2026-06-01T09:00:00Z").await, all, "{path}");
        assert_eq!(count("created_gte=2026-06-01T09:00:01Z").await, 0, "{path}");
        assert_eq!(count("created_lt=2026-06-01T09:00:00Z").await, 0, "{path}");
        assert_eq!(count(nobody).await, 0, "{path}");
    }
}

#[tokio::test]
async fn a_usage_is_shown_with_what_is_asked_for_and_nothing_else() {
    let (shop, link) = busy().await;
    let usages = format!("{}/usages", object("payment_links", &link));
    let plain = get(&shop, &usages).await;
    assert!(plain["data"][0].get("payment").is_none() && plain["data"][0].get("payment_link").is_none());
    let both = get(&shop, &format!("{usages}?expand[]=payment&expand[]=payment_link")).await;
    for usage in both["data"].as_array().unwrap() {
        assert_eq!(usage["payment_link"], get(&shop, &object("payment_links", &link)).await);
        let payment = match usage["payment_id"].as_str() {
            Some(id) => get(&shop, &format!("/payments/{id}")).await,
            None => Value::Null,
        };
        assert_eq!(usage.get("payment"), Some(&payment));
        let one =
            get(&shop, &format!("{}?expand[]=payment_link&expand[]=payment", object("usages", usage))).await;
        assert_eq!(&one, usage);
    }
    let payment_only = get(&shop, &format!("{usages}?expand%5B%5D=payment")).await;
    assert_eq!(payment_only["data"][0]["payment"]["id"], plain["data"][0]["payment_id"]);
    assert!(payment_only["data"][0].get("payment_link").is_none());
    let wrong = shop.api(Method::GET, &format!("{usages}?expand[]=bank&expand[]=payment"), None).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.errors(), [("expand[]".to_owned(), "unknown_value".to_owned())]);
    shop.api(Method::DELETE, &object("payment_links", &link), None).await;
    let usage = object("usages", &plain["data"][0]);
    assert_eq!(get(&shop, &format!("{usage}?expand[]=payment_link")).await["payment_link"], Value::Null);
}

#[tokio::test]
async fn a_usage_of_a_customers_link_is_shown_with_the_customer() {
    let shop = Shop::open().await;
    let customer = shop.api(Method::POST, "/customers", Some(json!({"name": "Lina"}))).await.json();
    let link = shop.link(json!({"customer_id": customer["id"]})).await;
    shop.pay(&link, &attempt(1)).await;
    let usages = format!("{}/usages?expand[]=customer", object("payment_links", &link));
    assert_eq!(get(&shop, &usages).await["data"][0]["customer"], customer);
    let of_customer = format!("{usages}&customer_id={}", customer["id"].as_str().unwrap());
    assert_eq!(get(&shop, &of_customer).await["data"].as_array().unwrap().len(), 1);
    shop.api(Method::DELETE, &object("customers", &customer), None).await;
    assert_eq!(get(&shop, &usages).await["data"][0].get("customer"), Some(&Value::Null));
}

#[tokio::test]
async fn an_empty_filter_is_refused_and_an_empty_search_is_none() {
    let (shop, _) = busy().await;
    for query in ["customer_id=", "status=", "created_gte=", "limit=", "starting_after="] {
        let reply = shop.api(Method::GET, &format!("/payment_links?{query}"), None).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
    }
    assert_eq!(ids(&get(&shop, "/payment_links?q=&reference=").await).len(), 5);
}
