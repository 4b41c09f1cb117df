//! The public checkout: the form, what it refuses, and the way through the bank.

use std::time::Duration;

use engine::{
    rails::scripted::{Call, Trouble},
    testing::on_each_database,
};
use http::{Method, StatusCode};
use serde_json::json;

use crate::support::{Reply, Shop, attempt, object, path_of, state_of};

fn statuses(page: &Reply) -> (&str, &str, &str) {
    (page.page(), page.main("data-usage-status"), page.main("data-payment-status"))
}

#[tokio::test]
async fn a_customer_pays() {
    on_each_database(async |database| {
        let shop = Shop::on(database).await;
        shop.world.rail.set_first_status("ACSC", None);
        let link = shop.link(json!({"title": "Ceramics workshop"})).await;
        let form = shop.visit(&path_of(&link)).await;
        assert_eq!((form.status, form.page()), (StatusCode::OK, "checkout"));
        assert!(form.text().contains("Ceramics workshop") && form.text().contains("name=\"attempt\""));
        let paid = shop.pay(&link, &attempt(1)).await;
        assert!(paid.location().starts_with("https://bank.example/"), "{}", paid.location());
        let path = shop.approve(&paid).await;
        let result = shop.visit(&path).await;
        assert_eq!(
            (result.status, statuses(&result)),
            (StatusCode::OK, ("result", "PAYMENT_CREATED", "SETTLED"))
        );
        let status = shop.visit(&format!("{path}/status")).await.json();
        assert_eq!(
            status,
            json!({"page": "result", "usage_status": "PAYMENT_CREATED", "payment_status": "SETTLED"})
        );
    })
    .await;
}

#[tokio::test]
async fn a_pending_payment_is_being_checked_until_the_bank_tells() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    let paid = shop.pay(&link, &attempt(1)).await;
    let path = shop.approve(&paid).await;
    assert_eq!(statuses(&shop.visit(&path).await), ("result", "STARTED", "PENDING"));
    let payment = shop.world.rail.payments()[0].id.clone();
    shop.world.rail.advance(&payment, "ACSP", None);
    shop.world.clock.advance(Duration::from_mins(1));
    shop.world.engine.pursue_payments_in_doubt().await.unwrap();
    assert_eq!(statuses(&shop.visit(&path).await), ("result", "PAYMENT_CREATED", "ACCEPTED"));
}

#[tokio::test]
async fn a_customer_who_declines_may_try_again() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    let state = state_of(&shop.pay(&link, &attempt(1)).await);
    let error = shop.world.rail.decline(&state).unwrap();
    let back = shop.visit(&format!("/callbacks/bank?state={state}&error={error}")).await;
    let result = shop.visit(back.location()).await;
    assert_eq!(statuses(&result), ("result", "FAILED", ""));
    let try_again = format!("href=\"{}?again=", path_of(&link));
    assert!(result.text().contains(&try_again), "{}", result.text());
    // The same attempt is over: pressing Pay on the old page leads to its result.
    let again = shop.pay(&link, &attempt(1)).await;
    assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, back.location()));
}

#[tokio::test]
async fn a_customer_who_stays_away_finds_the_attempt_expired() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"max_usages": 1})).await;
    let state = state_of(&shop.pay(&link, &attempt(1)).await);
    let code = shop.world.rail.approve(&state).unwrap();
    shop.world.clock.advance(Duration::from_mins(16));
    let back = shop.visit(&format!("/callbacks/bank?state={state}&code={code}")).await;
    assert_eq!(statuses(&shop.visit(back.location()).await), ("result", "EXPIRED", ""));
    assert_eq!(shop.world.rail.payments().len(), 0);
    assert_eq!(shop.pay(&link, &attempt(2)).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn wrong_fields_come_back_with_errors_and_nothing_is_lost() {
    let shop = Shop::open().await;
    let identifiers = json!([{"type": "EMAIL"}, {"type": "TEXT", "limit": 10, "display_label": "Size"}]);
    let link = shop.link(json!({"identifiers": identifiers})).await;
    let mut number = 0;
    for (phone, email, text, bank, wrong) in [
        ("", "", "", "falcon", "phone"),
        ("call me", "", "", "falcon", "phone"),
        ("0501234567", "", "", "falcon", "phone"),
        ("+971", "", "", "falcon", "phone"),
        ("+999123456789", "", "", "falcon", "phone"),
        ("+971501234567", "lina@", "", "falcon", "email"),
        ("+971501234567", "", "more than ten", "falcon", "text_1"),
        ("+971501234567", "", "", "", "bank"),
        ("+971501234567", "", "", "nobank", "bank"),
    ] {
        number += 1;
        let token = attempt(number);
        let fields =
            [("phone", phone), ("email", email), ("text_1", text), ("bank", bank), ("attempt", &token)];
        let reply = shop.submit(&path_of(&link), &fields).await;
        assert_eq!(
            (reply.status, reply.page()),
            (StatusCode::UNPROCESSABLE_ENTITY, "checkout"),
            "{fields:?}"
        );
        for kept in [phone, email, text, &token].into_iter().filter(|kept| !kept.is_empty()) {
            assert!(reply.text().contains(&format!("value=\"{kept}\"")), "{kept} of {fields:?} is lost");
        }
        if wrong != "bank" {
            assert!(reply.text().contains("aria-invalid=\"true\""), "{fields:?}");
        }
    }
    let usages = shop.api(Method::GET, &format!("{}/usages", object("payment_links", &link)), None).await;
    assert_eq!(usages.json()["data"], json!([]));
}

#[tokio::test]
async fn phone_numbers_are_read_as_people_write_them() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    for (number, typed) in [
        "+971 50 123 4567",
        "00971501234567",
        "+٩٧١٥٠١٢٣٤٥٦٧",
        "+971 (50) 123-4567",
        "\u{202a}+971501234567\u{202c}",
    ]
    .into_iter()
    .enumerate()
    {
        let fields = [("phone", typed), ("bank", "falcon"), ("attempt", &attempt(number))];
        assert_eq!(shop.submit(&path_of(&link), &fields).await.status, StatusCode::SEE_OTHER, "{typed}");
        let usages =
            shop.api(Method::GET, &format!("{}/usages", object("payment_links", &link)), None).await.json();
        assert_eq!(usages["data"][0]["identifiers"][0]["value"], "+971501234567", "{typed}");
    }
}

#[tokio::test]
async fn a_form_that_no_page_has_made_takes_nothing() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    let reply = shop.submit(&path_of(&link), &[("phone", "+971501234567"), ("bank", "falcon")]).await;
    assert_eq!((reply.status, reply.page()), (StatusCode::UNPROCESSABLE_ENTITY, "checkout"));
    assert!(reply.text().contains("value=\"+971501234567\"") && reply.text().contains("name=\"attempt\""));
    assert!(reply.text().contains("This page was out of date"), "{}", reply.text());
    assert!(!reply.text().contains("aria-invalid=\"true\""), "no field is to blame");
}

#[tokio::test]
async fn when_the_bank_is_away_the_form_stays_and_another_press_is_another_attempt() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"max_usages": 1})).await;
    shop.world.rail.order(Call::Authorise, Trouble::LostRequest);
    let reply = shop.pay(&link, &attempt(1)).await;
    assert_eq!((reply.status, reply.page()), (StatusCode::BAD_GATEWAY, "checkout"));
    assert!(reply.text().contains("Falcon Bank") && reply.text().contains("value=\"+971501234567\""));
    assert!(!reply.text().contains(&attempt(1)), "an attempt that is over must not be sent again");
    assert_eq!(shop.pay(&link, &attempt(2)).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn links_that_take_no_payment_say_why() {
    let shop = Shop::open().await;
    let disabled = shop.link(json!({})).await;
    shop.api(Method::PATCH, &object("payment_links", &disabled), Some(json!({"status": "DISABLED"}))).await;
    let deleted = shop.link(json!({})).await;
    shop.api(Method::DELETE, &object("payment_links", &deleted), None).await;
    let expired = shop.link(json!({"expires_at": "2026-06-01T09:10:00Z"})).await;
    let used = shop.link(json!({"max_usages": 1})).await;
    shop.world.rail.set_first_status("ACSC", None);
    let paid = shop.pay(&used, &attempt(1)).await;
    shop.approve(&paid).await;
    let full = shop.link(json!({"max_usages": 1})).await;
    shop.pay(&full, &attempt(2)).await;
    shop.world.clock.advance(Duration::from_mins(10));
    for (link, get, post, page) in [
        (&disabled, StatusCode::FORBIDDEN, StatusCode::FORBIDDEN, "disabled"),
        (&deleted, StatusCode::GONE, StatusCode::GONE, "deleted"),
        (&expired, StatusCode::GONE, StatusCode::GONE, "expired"),
        (&used, StatusCode::GONE, StatusCode::GONE, "used"),
        (&full, StatusCode::OK, StatusCode::CONFLICT, "full"),
    ] {
        let shown = shop.visit(&path_of(link)).await;
        assert_eq!((shown.status, shown.page()), (get, page));
        assert!(shown.text().contains("Lina’s Shop"), "the {page} page names the merchant");
        let pressed = shop.pay(link, &attempt(3)).await;
        assert_eq!((pressed.status, pressed.page()), (post, page));
        let without_attempt = shop.submit(&path_of(link), &[("phone", "+971501234567")]).await;
        assert_eq!((without_attempt.status, without_attempt.page()), (post, page));
        let status = shop.visit(&format!("{}/status", path_of(link))).await.json();
        assert_eq!(status, json!({"page": page}));
    }
    let unknown = shop.visit("/l/nothing-here").await;
    assert_eq!((unknown.status, unknown.page()), (StatusCode::NOT_FOUND, "unknown"));
    let pressed = shop.submit("/l/nothing-here", &[("attempt", &attempt(4))]).await;
    assert_eq!((pressed.status, pressed.page()), (StatusCode::NOT_FOUND, "unknown"));
}

#[tokio::test]
async fn the_waiting_room_says_until_when_and_lets_people_in() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"max_usages": 1})).await;
    shop.pay(&link, &attempt(1)).await;
    // Fifteen minutes after 13:00 in Dubai; whose clock it is depends on the merchant, not the customer.
    for (language, time) in [("en", "13:15 (Dubai)"), ("fr", "13:15 (Dubaï)")] {
        let page = shop.visit(&format!("{}?lang={language}", path_of(&link))).await;
        assert!(page.text().contains(time), "{}", page.text());
    }
    shop.world.clock.advance(Duration::from_mins(15));
    shop.world.engine.expire_usages().await.unwrap();
    assert_eq!(shop.visit(&format!("{}/status", path_of(&link))).await.json(), json!({"page": "checkout"}));
}

#[tokio::test]
async fn the_language_is_chosen_by_lang_then_by_the_browser() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    let path = path_of(&link);
    let arabic = shop.visit_with(&format!("{path}?lang=ar"), &[("accept-language", "fr")]).await;
    assert!(arabic.text().contains("lang=\"ar\" dir=\"rtl\""));
    assert!(arabic.text().contains(&format!("action=\"{path}?lang=ar\"")));
    let french = shop.visit_with(&path, &[("accept-language", "de, fr;q=0.8, en;q=0.5")]).await;
    assert!(french.text().contains("lang=\"fr\""));
    // Back from the bank nobody says a language: it is the one the customer paid in.
    let fields = [("phone", "+971501234567"), ("bank", "falcon"), ("attempt", &attempt(1))];
    let paid = shop.submit(&format!("{path}?lang=ar"), &fields).await;
    let result = shop.approve(&paid).await;
    assert!(shop.visit(&result).await.text().contains("lang=\"ar\""));
}

#[tokio::test]
async fn fields_can_be_filled_by_the_address() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"identifiers": [{"type": "EMAIL"}]})).await;
    // The second one did not escape its `+`, which then reads as a space.
    for phone in ["%2B971501234567", "+971501234567"] {
        let query = format!("prefill_phone={phone}&prefill_email=%22%3E%3Cscript%3E&prefill_nothing=x");
        let form = shop.visit(&format!("{}?{query}", path_of(&link))).await;
        assert!(form.text().contains("value=\"+971501234567\""), "{phone}");
        assert!(!form.text().contains("\"><script>"));
    }
}

#[tokio::test]
async fn the_bank_of_last_time_is_chosen_already() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    let fields = [("phone", "+971501234567"), ("bank", "dune"), ("attempt", &attempt(1))];
    let paid = shop.submit(&path_of(&link), &fields).await;
    let cookie = paid.header("set-cookie").split(';').next().unwrap().to_owned();
    assert_eq!(cookie, "remit_bank=dune");
    let form = shop.visit_with(&path_of(&link), &[("cookie", &cookie)]).await;
    let place = |bank: &str| form.text().find(&format!("value=\"{bank}\""));
    assert!(place("dune") < place("falcon"), "it stands first");
    let dune = form.text().split("<input").find(|input| input.contains("value=\"dune\"")).unwrap();
    assert!(dune.split('>').next().unwrap().contains("checked"), "{dune}");
}

#[tokio::test]
async fn a_return_that_belongs_to_nothing_gets_a_page() {
    let shop = Shop::open().await;
    for query in [
        "",
        "?state=unknown&code=x",
        "?code=x",
        "?state=unknown",
        "?state=unknown&error=access_denied",
        "?state=a&state=b&code=x",
    ] {
        let reply = shop.visit(&format!("/callbacks/bank{query}")).await;
        assert_eq!((reply.status, reply.page()), (StatusCode::NOT_FOUND, "unknown"), "{query}");
    }
    for path in ["/u/unknown", "/u/%FF", "/l/%FF"] {
        let reply = shop.visit(path).await;
        assert_eq!((reply.status, reply.page()), (StatusCode::NOT_FOUND, "unknown"), "{path}");
        assert_eq!(shop.visit(&format!("{path}/status")).await.json(), json!({"page": "unknown"}), "{path}");
    }
    assert_eq!(shop.visit("/l/%FF/qr.svg").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_link_has_a_code_in_two_formats() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    let svg = shop.visit(&format!("{}/qr.svg", path_of(&link))).await;
    assert_eq!((svg.status, svg.header("content-type")), (StatusCode::OK, "image/svg+xml"));
    assert!(svg.text().contains("<svg"));
    let png = shop.visit(&format!("{}/qr.png?download", path_of(&link))).await;
    assert_eq!((png.header("content-type"), &png.body[1..4]), ("image/png", b"PNG".as_slice()));
    assert!(png.header("content-disposition").starts_with("attachment; filename="));
    let again = shop
        .visit_with(&format!("{}/qr.svg", path_of(&link)), &[("if-none-match", svg.header("etag"))])
        .await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert_eq!(shop.visit("/l/nothing-here/qr.svg").await.status, StatusCode::NOT_FOUND);
}
