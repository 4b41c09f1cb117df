//! The page of one link as its merchant reads it, its poster, and the counting of those who open it.

use axum::body::Body;
use domain::id::LinkId;
use engine::links::Visits;
use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::support::{Shop, attempt, path_of};

fn page_of(link: &Value) -> String {
    format!("/payments/links/{}", link["id"].as_str().unwrap())
}

/// What is counted of a link, once it is so often opened.
async fn counted(shop: &Shop, link: &Value, opened: u64) -> Visits {
    let id: LinkId = link["id"].as_str().unwrap().parse().unwrap();
    let enough = async {
        loop {
            let results = shop.world.engine.link_results(&shop.world.actor, id).await.unwrap();
            if results.visits.opened >= opened {
                return results.visits;
            }
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), enough).await.expect("visits are counted")
}

#[tokio::test]
async fn people_are_counted_with_what_the_page_told_them_and_programs_are_not() {
    let shop = Shop::open().await;
    shop.world.rail.set_first_status("ACSC", None);
    let link = shop.link(json!({"max_usages": 1})).await;
    let path = path_of(&link);
    let head = Request::builder().method(Method::HEAD).uri(&path).body(Body::empty()).unwrap();
    assert_eq!(shop.send(head).await.status, StatusCode::OK);
    for agent in ["Googlebot/2.1", "WhatsApp/2.23"] {
        assert_eq!(shop.visit_with(&path, &[("user-agent", agent)]).await.page(), "checkout");
    }
    let itself = format!("https://pay.example.com{path}");
    assert_eq!(shop.visit_with(&path, &[("referer", &itself)]).await.page(), "checkout");
    assert_eq!(shop.visit(&path).await.page(), "checkout");
    let paid = shop.pay(&link, &attempt(1)).await;
    assert_eq!(shop.visit(&path).await.page(), "full");
    assert_eq!(shop.pay(&link, &attempt(2)).await.status, StatusCode::CONFLICT);
    shop.approve(&paid).await;
    assert_eq!(shop.visit(&path).await.page(), "used");
    let visits = counted(&shop, &link, 3).await;
    assert_eq!(visits, Visits { opened: 3, full: 2, disabled: 0, expired: 0, used: 1 });
}

#[tokio::test]
async fn who_is_led_to_an_attempt_of_their_own_is_not_turned_away() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"max_usages": 1})).await;
    let paid = shop.pay(&link, &attempt(1)).await;
    let cookies = paid.headers.get_all(header::SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap());
    let own = cookies.into_iter().find(|cookie| cookie.starts_with("remit_attempt=")).unwrap();
    let own = own.split(';').next().unwrap();
    let led = shop.visit_with(&path_of(&link), &[("cookie", own)]).await;
    assert_eq!(led.status, StatusCode::SEE_OTHER);
    assert_eq!(counted(&shop, &link, 1).await, Visits { opened: 1, ..Visits::default() });
}

#[tokio::test]
async fn the_page_tells_what_the_link_has_brought_and_who_changed_it() {
    let shop = Shop::open().await;
    shop.world.rail.set_first_status("ACSC", None);
    let link = shop.link(json!({"title": "Yoga"})).await;
    let paid = shop.pay(&link, &attempt(1)).await;
    shop.approve(&paid).await;
    let id = link["id"].as_str().unwrap();
    let edit = json!({"title": "Yoga & tea", "metadata": {"room": "2"}});
    shop.api(Method::PATCH, &format!("/payment_links/{id}"), Some(edit)).await;
    let owner = Browser::owner(&shop).await;
    let page = owner.visit(&shop, &page_of(&link)).await;
    let text = page.text().replace('\u{a0}', " ");
    for part in [
        "Payments: 1",
        "100%",
        "In all: 1. Most on one day: 1, Today.",
        "Title, Metadata changed by API key Test",
        "https://t.me/share/url?url=https%3A%2F%2Fpay.example.com%2Fl%2F",
        "Yoga%20%26%20tea%3A%20you%20can%20pay",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let french = owner.visit(&shop, &format!("{}?lang=fr", page_of(&link))).await;
    assert!(french.text().contains("Titre, Métadonnées"), "{}", french.text());
}

#[tokio::test]
async fn a_poster_is_its_merchants_alone_and_speaks_the_language_asked_for() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"title": "Yoga"})).await;
    let path = format!("{}/poster?size=a6&lang=ar", page_of(&link));
    let out = shop.visit(&path).await;
    assert_eq!(out.status, StatusCode::SEE_OTHER);
    assert!(out.location().starts_with("/login?next="), "{}", out.location());

    let owner = Browser::owner(&shop).await;
    let poster = owner.visit(&shop, &path).await;
    assert_eq!((poster.status, poster.page()), (StatusCode::OK, "poster"), "{}", poster.text());
    assert_eq!((poster.main("data-size"), poster.main("lang"), poster.main("dir")), ("a6", "ar", "rtl"));
    assert!(!poster.text().contains("<script"), "{}", poster.text());
    assert!(!poster.header("content-security-policy").contains("unsafe-inline"));
    let plain = owner.visit(&shop, &format!("{}/poster?size=a0", page_of(&link))).await;
    assert_eq!((plain.main("data-size"), plain.main("lang")), ("a4", "en"));
    for nowhere in ["plink_000000000000000000000000", "nothing"] {
        let reply = owner.visit(&shop, &format!("/payments/links/{nowhere}/poster")).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
}
