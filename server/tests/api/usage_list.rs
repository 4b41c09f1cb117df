//! The usages of a link as its merchant filters and exports them, and the customers it turned away.

use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    browser::Browser,
    support::{Reply, Shop, attempt, object, path_of, state_of},
};

fn page_of(link: &Value) -> String {
    format!("/payments/links/{}", link["id"].as_str().unwrap())
}

/// One that is paid, one that is declined, one under way; the last with what a spreadsheet takes for a formula.
async fn three(shop: &Shop) -> Value {
    shop.world.rail.set_first_status("ACSC", None);
    let fields = json!({"identifiers": [{"type": "MOBILE_PHONE"}, {"type": "TEXT", "key": "seat", "display_label": "Seat"}]});
    let link = shop.link(fields).await;
    let pay = async |number: &str, seat: &str, n: usize| {
        let fields = [("phone", number), ("seat", seat), ("bank", "falcon"), ("attempt", &attempt(n))];
        shop.submit(&path_of(&link), &fields).await
    };
    let paid = pay("+971501234567", "A1, left", 1).await;
    shop.approve(&paid).await;
    let declined = state_of(&pay("+971501234568", "", 2).await);
    let error = shop.world.rail.decline(&declined).unwrap();
    shop.visit(&format!("/callbacks/bank?state={declined}&error={error}")).await;
    pay("+971501234569", "=1+1", 3).await;
    link
}

async fn export(shop: &Shop, link: &Value, query: &str) -> Reply {
    Browser::owner(shop).await.visit(shop, &format!("{}/usages.csv{query}", page_of(link))).await
}

#[tokio::test]
async fn the_export_has_every_usage_of_the_filter_with_each_field_and_no_formula() {
    let shop = Shop::open().await;
    let link = three(&shop).await;
    let all = export(&shop, &link, "").await;
    assert_eq!(all.status, StatusCode::OK);
    assert!(all.header("content-disposition").contains("usages.csv"));
    let lines: Vec<_> = all.text().lines().collect();
    assert_eq!(
        lines[0],
        "\u{feff}id,status,payment_status,amount,currency,started_at,finished_at,reversed_at,payment_id,bank,failure_code,\
         failure_message,customer_id,page_url,identifiers.phone,identifiers.seat"
    );
    assert_eq!(lines.len(), 4);
    assert!(
        lines[1].contains(",STARTED,,150.00,AED,") && lines[1].ends_with(",'+971501234569,'=1+1"),
        "{}",
        lines[1]
    );
    assert!(lines[2].contains(",FAILED,,") && lines[2].contains(",declined,"), "{}", lines[2]);
    assert!(
        lines[3].contains(",PAYMENT_CREATED,SETTLED,") && lines[3].ends_with(",\"A1, left\""),
        "{}",
        lines[3]
    );
    for (query, expected) in [
        ("?status=failed", 1),
        ("?payment=settled", 1),
        ("?payment=none", 2),
        ("?q=4569", 1),
        ("?started_to=2026-05-31", 0),
        ("?started_from=2026-06-01&started_to=2026-06-01", 3),
    ] {
        assert_eq!(export(&shop, &link, query).await.text().lines().count(), expected + 1, "{query}");
    }
}

#[tokio::test]
async fn the_export_is_for_who_is_signed_in_and_of_a_link_that_is_theirs() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    let path = format!("{}/usages.csv", page_of(&link));
    assert_eq!(shop.visit(&path).await.status, StatusCode::UNAUTHORIZED);
    let nobodys = json!({"id": "plink_000000000000000000000000"});
    assert_eq!(export(&shop, &nobodys, "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_page_shows_counts_and_every_value_and_keeps_the_filters() {
    let shop = Shop::open().await;
    let link = three(&shop).await;
    let browser = Browser::owner(&shop).await;
    let page = async |query: &str| {
        browser.visit(&shop, &format!("{}{query}", page_of(&link))).await.text().to_owned()
    };
    let all = page("").await;
    for part in ["3 usages", "A1, left", "+971501234568", "Finished", "usages.csv"] {
        assert!(all.contains(part), "{part}");
    }
    let settled = page("?payment=settled&started_from=2026-06-01").await;
    assert!(settled.contains("1 usage<") && settled.contains("A1, left"), "{settled}");
    assert!(settled.contains("usages.csv?payment=settled&amp;started_from=2026-06-01"), "{settled}");
    assert!(!settled.contains("+971501234568"), "{settled}");
    let french = page("?payment=held&lang=fr").await;
    assert!(french.contains("0 utilisations"), "{french}");
}

#[tokio::test]
async fn who_was_turned_away_is_told_with_the_reason_and_without_a_name() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"max_usages": 1})).await;
    shop.pay(&link, &attempt(1)).await;
    for n in 2..5 {
        assert_eq!(shop.pay(&link, &attempt(n)).await.status, StatusCode::CONFLICT);
    }
    let disabled = json!({"status": "DISABLED"});
    shop.api(Method::PATCH, &object("payment_links", &link), Some(disabled)).await;
    assert_eq!(shop.visit(&path_of(&link)).await.page(), "disabled");
    let id = link["id"].as_str().unwrap().parse().unwrap();
    let told =
        async { while shop.world.engine.turned_away(&shop.world.actor, id).await.unwrap().len() < 2 {} };
    tokio::time::timeout(std::time::Duration::from_secs(20), told).await.expect("refusals are kept");
    let page = Browser::owner(&shop).await.visit(&shop, &page_of(&link)).await;
    for part in [
        "Customers turned away",
        "Every place was being paid for",
        "pressed Pay · 3 times",
        "The link was disabled",
    ] {
        assert!(page.text().contains(part), "{part}");
    }
}
