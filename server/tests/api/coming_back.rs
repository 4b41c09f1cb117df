//! Customers who come back: to try again, to an attempt they left, to pay a second time, for the receipt.

use std::time::Duration;

use engine::rails::scripted::{Call, Trouble};
use http::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::support::{Reply, Shop, attempt, object, path_of, state_of};

/// Goes back from the bank without a payment: the result page's path.
async fn decline(shop: &Shop, paid: &Reply) -> String {
    let state = state_of(paid);
    let error = shop.world.rail.decline(&state).unwrap();
    let back = shop.visit(&format!("/callbacks/bank?state={state}&error={error}")).await;
    back.location().to_owned()
}

/// The cookie that remembers the attempt, as a browser sends it back.
fn cookie(paid: &Reply) -> String {
    let cookies = paid.headers.get_all(header::SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap());
    let attempt = cookies.into_iter().find(|cookie| cookie.starts_with("remit_attempt=")).unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/l/", "Max-Age=605700"] {
        assert!(attempt.contains(part), "{part} in {attempt}");
    }
    attempt.split(';').next().unwrap().to_owned()
}

fn token(paid: &Reply) -> String {
    cookie(paid).split_once('=').unwrap().1.to_owned()
}

fn fields<'a>(phone: &'a str, attempt: &'a str) -> [(&'a str, &'a str); 3] {
    [("phone", phone), ("bank", "falcon"), ("attempt", attempt)]
}

async fn paid(shop: &Shop, link: &Value) -> String {
    shop.world.rail.set_first_status("ACSC", None);
    let paid = shop.pay(link, &attempt(1)).await;
    shop.approve(&paid).await
}

#[tokio::test]
async fn try_again_keeps_every_field_and_makes_a_new_attempt() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"identifiers": [{"type": "EMAIL"}, {"type": "TEXT"}]})).await;
    let first = attempt(1);
    let sent = [
        ("phone", "00971 50 123 4567"),
        ("email", "lina@example.com"),
        ("text_1", "Two \"tickets\""),
        ("bank", "dune"),
        ("attempt", &first),
    ];
    let paid = shop.submit(&path_of(&link), &sent).await;
    let result = shop.visit(&decline(&shop, &paid).await).await;
    let href = format!("{}?again={}", path_of(&link), token(&paid));
    assert!(result.text().contains(&format!("href=\"{href}\"")), "{}", result.text());
    let form = shop.visit(&href).await;
    assert_eq!((form.status, form.page()), (StatusCode::OK, "checkout"));
    for kept in ["00971 50 123 4567", "lina@example.com", "Two &quot;tickets&quot;"] {
        assert!(form.text().contains(&format!("value=\"{kept}\"")), "{kept} in {}", form.text());
    }
    let dune = form.text().split("<input").find(|input| input.contains("value=\"dune\"")).unwrap();
    assert!(dune.split('>').next().unwrap().contains("checked"), "{dune}");
    assert!(!form.text().contains(&first) && form.text().contains("name=\"attempt\""));
    assert!(!form.text().contains("name=\"earlier\""), "an attempt that is over holds nothing");
}

#[tokio::test]
async fn nobody_s_fields_show_without_the_secret_of_their_attempt() {
    let shop = Shop::open().await;
    let (link, other) = (shop.link(json!({})).await, shop.link(json!({})).await);
    let paid = shop.pay(&link, &attempt(1)).await;
    decline(&shop, &paid).await;
    for path in [
        format!("{}?again={}", path_of(&other), token(&paid)),
        format!("{}?again=unknown", path_of(&link)),
        format!("{}?again=", path_of(&link)),
    ] {
        let form = shop.visit(&path).await;
        assert_eq!((form.status, form.page()), (StatusCode::OK, "checkout"), "{path}");
        assert!(!form.text().contains("501234567"), "{path}");
    }
}

#[tokio::test]
async fn who_comes_back_to_the_link_finds_the_attempt_that_waits() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    let paid = shop.pay(&link, &attempt(1)).await;
    let cookie = cookie(&paid);
    let form = shop.visit_with(&path_of(&link), &[("cookie", &cookie)]).await;
    assert_eq!((form.status, form.page()), (StatusCode::OK, "checkout"));
    for part in [
        "Your payment is waiting at Falcon Bank",
        "13:15 (Dubai)",
        "data-seconds-left=\"900\"",
        &format!("action=\"/u/{}/bank\"", token(&paid)),
    ] {
        assert!(form.text().contains(part), "{part} in {}", form.text());
    }
    assert!(!form.text().contains("501234567"), "a shared phone shows nobody's number");
    assert!(!shop.visit(&path_of(&link)).await.text().contains("is waiting at"), "others see nothing of it");
    shop.world.clock.advance(Duration::from_mins(15));
    let form = shop.visit_with(&path_of(&link), &[("cookie", &cookie)]).await;
    assert!(!form.text().contains("is waiting at"), "its time is over");
}

#[tokio::test]
async fn a_link_that_is_full_by_their_own_attempt_leads_them_to_it() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"max_usages": 1})).await;
    let paid = shop.pay(&link, &attempt(1)).await;
    let page = shop.visit_with(&path_of(&link), &[("cookie", &cookie(&paid))]).await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, &*format!("/u/{}", token(&paid))));
    assert_eq!(shop.visit(&path_of(&link)).await.page(), "full");

    let form = shop.visit(&format!("{}?again={}", path_of(&link), token(&paid))).await;
    assert_eq!((form.status, form.page()), (StatusCode::OK, "checkout"));
    assert!(form.text().contains(&format!("name=\"earlier\" value=\"{}\"", token(&paid))));
    let (next, earlier) = (attempt(2), token(&paid));
    let changed = [("phone", ""), ("bank", "dune"), ("attempt", &next), ("earlier", &earlier)];
    let wrong = shop.submit(&path_of(&link), &changed).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains(&format!("name=\"earlier\" value=\"{earlier}\"")));
    let changed = [("phone", "+971501234568"), ("bank", "dune"), ("attempt", &next), ("earlier", &earlier)];
    let other = shop.submit(&path_of(&link), &changed).await;
    assert_eq!(other.status, StatusCode::SEE_OTHER, "{}", other.text());
    assert_ne!(token(&other), earlier);
    assert_eq!(shop.visit(&format!("/u/{earlier}")).await.main("data-usage-status"), "FAILED");
}

#[tokio::test]
async fn the_attempt_s_page_says_how_long_it_is_held_and_leads_back_to_the_bank() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    let paid = shop.pay(&link, &attempt(1)).await;
    let path = format!("/u/{}", token(&paid));
    shop.world.clock.advance(Duration::from_mins(5));
    let page = shop.visit(&path).await;
    assert_eq!((page.page(), page.main("data-usage-status")), ("result", "STARTED"));
    assert!(page.text().contains("13:15 (Dubai)") && page.text().contains("data-seconds-left=\"600\""));
    shop.world.rail.order(Call::Authorise, Trouble::LostRequest);
    let away = shop.submit(&format!("{path}/bank"), &[]).await;
    assert_eq!((away.status, away.main("data-usage-status")), (StatusCode::BAD_GATEWAY, "STARTED"));
    assert!(away.text().contains("Falcon Bank cannot be reached right now"));
    // Its languages, and what asks again without script, lead to the payment.
    assert!(away.text().contains(&format!("href=\"{path}?lang=ar\"")), "{}", away.text());
    let asked = shop.visit(&format!("{path}/bank?lang=ar")).await;
    assert_eq!((asked.status, asked.location()), (StatusCode::SEE_OTHER, &*format!("{path}?lang=ar")));
    let back = shop.submit(&format!("{path}/bank"), &[]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    assert!(back.location().starts_with("https://bank.example/"), "{}", back.location());
    let result = shop.approve(&back).await;
    assert_eq!(result, path, "it is the same attempt");
    let over = shop.submit(&format!("{path}/bank"), &[]).await;
    assert_eq!((over.status, over.location()), (StatusCode::SEE_OTHER, &*path));
    assert_eq!(shop.submit("/u/unknown/bank", &[]).await.status, StatusCode::NOT_FOUND);
    // Being checked: the form would invite to pay twice.
    let again = shop.visit(&format!("{}?again={}", path_of(&link), token(&paid))).await;
    assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, &*path));
}

/// The link would take another payment; theirs may have been made.
#[tokio::test]
async fn who_reopens_a_link_while_the_bank_checks_is_led_to_their_payment() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"max_usages": 5})).await;
    shop.world.rail.set_first_status("ACSC", None);
    shop.world.rail.order(Call::Submit, Trouble::LostAnswer);
    let paid = shop.pay(&link, &attempt(1)).await;
    let result = shop.approve(&paid).await;
    let reopened = shop.visit_with(&path_of(&link), &[("cookie", &cookie(&paid))]).await;
    assert_eq!((reopened.status, reopened.location()), (StatusCode::SEE_OTHER, &*result));
    assert_eq!(shop.visit(&path_of(&link)).await.page(), "checkout", "others pay");
    let asked = shop.pay(&link, &attempt(2)).await;
    assert_eq!((asked.status, asked.page()), (StatusCode::CONFLICT, "checkout"));
    shop.world.clock.advance(Duration::from_mins(1));
    shop.world.engine.pursue_payments_in_doubt().await.unwrap();
    let once_more = shop.visit_with(&path_of(&link), &[("cookie", &cookie(&paid))]).await;
    assert_eq!(once_more.page(), "checkout", "who has paid may pay again");
}

#[tokio::test]
async fn a_full_link_keeps_what_was_sent_until_there_is_a_place() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"max_usages": 1})).await;
    let first = shop.pay(&link, &attempt(1)).await;
    let next = attempt(2);
    let full = shop.submit(&path_of(&link), &fields("00971 50 123 4567", &next)).await;
    assert_eq!((full.status, full.page()), (StatusCode::CONFLICT, "full"));
    let form = full.text().split("<form").nth(1).unwrap().split("</form>").next().unwrap();
    assert!(form.contains(&format!("method=\"post\" action=\"{}\"", path_of(&link))), "{form}");
    for (name, value) in fields("00971 50 123 4567", &next) {
        assert!(form.contains(&format!("name=\"{name}\" value=\"{value}\"")), "{name} in {form}");
    }
    assert!(!full.text().contains("http-equiv=\"refresh\""), "asked for anew it would be an empty form");
    decline(&shop, &first).await;
    let sent = shop.submit(&path_of(&link), &fields("00971 50 123 4567", &next)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
}

/// What a link refuses is the change, not what waits at the bank.
#[tokio::test]
async fn an_attempt_outlives_the_link_that_refuses_to_replace_it() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    let paid = shop.pay(&link, &attempt(1)).await;
    let disabled = json!({"status": "DISABLED"});
    shop.api(Method::PATCH, &object("payment_links", &link), Some(disabled)).await;
    let (earlier, next) = (token(&paid), attempt(2));
    let sent = [("phone", "+971501234567"), ("bank", "dune"), ("attempt", &next), ("earlier", &earlier)];
    let refused = shop.submit(&path_of(&link), &sent).await;
    let page = format!("/u/{earlier}");
    assert_eq!((refused.status, refused.location()), (StatusCode::SEE_OTHER, &*page));
    assert_eq!(shop.visit(&page).await.main("data-usage-status"), "STARTED");
}

#[tokio::test]
async fn a_number_that_has_paid_is_asked_before_it_pays_again() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    paid(&shop, &link).await;
    let next = attempt(2);
    let asked = shop.submit(&path_of(&link), &fields("00971501234567", &next)).await;
    assert_eq!((asked.status, asked.page()), (StatusCode::CONFLICT, "checkout"));
    for part in ["This number has already paid this link", "name=\"again\" value=\"yes\"", &next] {
        assert!(asked.text().contains(part), "{part} in {}", asked.text());
    }
    assert!(asked.text().contains("value=\"00971501234567\""));
    assert!(!asked.text().contains("pay_") && !asked.text().contains("/u/"), "nothing of that payment");
    let [phone, bank, token] = fields("00971501234567", &next);
    let again = shop.submit(&path_of(&link), &[phone, bank, token, ("again", "yes")]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let other = shop.submit(&path_of(&link), &fields("+971501234568", &attempt(3))).await;
    assert_eq!(other.status, StatusCode::SEE_OTHER, "another number is not asked");
}

#[tokio::test]
async fn a_payment_has_a_receipt_and_other_attempts_have_none() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"title": "Ceramics workshop"})).await;
    let started = shop.pay(&link, &attempt(9)).await;
    let path = format!("/u/{}", token(&started));
    let none = shop.visit(&format!("{path}/receipt")).await;
    assert_eq!((none.status, none.location()), (StatusCode::SEE_OTHER, &*path));
    assert_eq!(shop.visit("/u/unknown/receipt").await.status, StatusCode::NOT_FOUND);

    let result = paid(&shop, &link).await;
    assert!(shop.visit(&result).await.text().contains(&format!("href=\"{result}/receipt\"")));
    let receipt = shop.visit(&format!("{result}/receipt")).await;
    assert_eq!((receipt.status, receipt.page()), (StatusCode::OK, "receipt"));
    for part in [
        "Lina’s Shop",
        "Ceramics workshop",
        "150.00",
        "INV-1042",
        "pay_",
        "Falcon Bank",
        "1 June 2026, 13:00 (Dubai)",
        "+971501234567",
        "help@shop.example",
    ] {
        assert!(receipt.text().contains(part), "{part} in {}", receipt.text());
    }
    let arabic = shop.visit(&format!("{result}/receipt?lang=ar")).await;
    assert!(arabic.text().contains("إيصال") && arabic.text().contains("dir=\"rtl\""));
}

#[tokio::test]
async fn the_receipt_of_a_payment_that_was_taken_back_says_so() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    shop.world.rail.set_first_status("ACSP", None);
    let paid = shop.pay(&link, &attempt(1)).await;
    let path = shop.approve(&paid).await;
    assert!(shop.visit(&format!("{path}/receipt")).await.text().contains("Accepted by your bank"));
    let payment = shop.world.rail.payments()[0].id.clone();
    shop.world.rail.advance(&payment, "RJCT", None);
    shop.world.clock.advance(Duration::from_mins(1));
    shop.world.engine.pursue_payments_in_doubt().await.unwrap();
    let receipt = shop.visit(&format!("{path}/receipt")).await;
    assert_eq!(receipt.main("data-payment-status"), "REJECTED");
    assert!(receipt.text().contains("Your bank took this payment back on 1 June 2026, 13:01 (Dubai)"));
}

#[tokio::test]
async fn a_link_sent_to_somebody_shows_what_it_is() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"title": "Ceramics workshop"})).await;
    let page = shop.visit(&format!("{}?prefill_phone=%2B971501234567&lang=fr", path_of(&link))).await;
    let head = page.text().split("</head>").next().unwrap();
    for part in [
        "property=\"og:title\" content=\"Ceramics workshop\"",
        "property=\"og:site_name\" content=\"Lina’s Shop\"",
        "property=\"og:locale\" content=\"fr_FR\"",
        &format!("property=\"og:url\" content=\"https://pay.example.com{}?lang=fr\"", path_of(&link)),
    ] {
        assert!(head.contains(part), "{part} in {head}");
    }
    assert!(!head.contains("971501234567"));
}
