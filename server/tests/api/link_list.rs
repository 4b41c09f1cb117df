//! What the dashboard's list of links does with many at once.

use http::{Method, StatusCode};
use serde_json::json;

use crate::{
    browser::Browser,
    support::{Reply, Shop},
};

async fn export(shop: &Shop, query: &str) -> Reply {
    Browser::owner(shop).await.visit(shop, &format!("/payments/links.csv{query}")).await
}

#[tokio::test]
async fn the_export_has_every_link_of_the_filter_and_no_formula() {
    let shop = Shop::open().await;
    for n in 0..120 {
        shop.link(json!({"name": format!("=SUM(A{n})")})).await;
    }
    let one = shop.link(json!({"name": "Only, \"this\" one"})).await;
    let all = export(&shop, "").await;
    assert_eq!(all.status, StatusCode::OK);
    assert!(all.header("content-type").starts_with("text/csv"));
    let lines: Vec<_> = all.text().lines().collect();
    assert_eq!(lines.len(), 122);
    // Excel knows UTF-8 by the mark before it.
    assert!(lines[0].starts_with("\u{feff}id,name,title,reference,status,amount,currency,"), "{}", lines[0]);
    assert!(lines[1].starts_with(one["id"].as_str().unwrap()), "newest first: {}", lines[1]);
    assert!(lines[1].contains(",\"Only, \"\"this\"\" one\","), "{}", lines[1]);
    assert!(lines[2..].iter().all(|line| line.contains(",'=SUM(")));
    let searched = export(&shop, "?q=only&sort=oldest").await;
    assert_eq!(searched.text().lines().count(), 2);
    assert_eq!(export(&shop, "?status=used").await.text().lines().count(), 1);
}

#[tokio::test]
async fn the_export_is_for_who_is_signed_in() {
    let shop = Shop::open().await;
    shop.link(json!({})).await;
    assert_eq!(shop.visit("/payments/links.csv").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_chosen_links_are_disabled_and_the_list_comes_back() {
    let shop = Shop::open().await;
    let (first, second) = (shop.link(json!({})).await, shop.link(json!({})).await);
    let owner = Browser::owner(&shop).await;
    let disable = async |browser: &Browser, back: &str| {
        let id = first["id"].as_str().unwrap();
        let fields = [("back", back), ("id", id), ("id", "nonsense")];
        browser.submit(&shop, "/payments/links/disable", &fields).await
    };
    let forged = disable(&Browser { token: String::new(), ..owner.clone() }, "/payments/links").await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN, "{}", forged.text());
    let status = async |link: &serde_json::Value| {
        let path = crate::support::object("payment_links", link);
        shop.api(Method::GET, &path, None).await.json()["status"].clone()
    };
    assert_eq!(status(&first).await, "ACTIVE");
    let done = disable(&owner, "/payments/links?q=a").await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/payments/links?q=a"));
    assert_eq!((status(&first).await, status(&second).await), (json!("DISABLED"), json!("ACTIVE")));
    assert_eq!(disable(&owner, "https://evil.test").await.location(), "/payments/links");
}

#[tokio::test]
async fn an_amount_that_cannot_be_read_is_said() {
    let shop = Shop::open().await;
    for amount in ["90.00", "1500.00"] {
        shop.link(json!({"name": amount, "payment_details": {"amount": amount}})).await;
    }
    let owner = Browser::owner(&shop).await;
    let page = async |query: &str| {
        owner.visit(&shop, &format!("/payments/links?currency=AED&{query}")).await.text().to_owned()
    };
    let read = page("least=1%2C500").await;
    assert!(read.contains(">1 link<") && !read.contains("narrow-least-error"), "{read}");
    for (query, words) in
        [("least=much", "Write the amount in digits"), ("most=1.234", "digits"), ("most=0", "above 0")]
    {
        let said = page(query).await;
        assert!(said.contains(words) && said.contains("aria-invalid=\"true\""), "{query}");
        assert!(said.contains(">2 links<"), "{query}");
    }
}
