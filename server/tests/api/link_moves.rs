//! What the page of one link may do with it, by plain forms.

use domain::access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    browser::Browser,
    support::{Reply, Shop, object},
};

async fn act(shop: &Shop, browser: &Browser, id: &str, verb: &str, name: &str) -> Reply {
    browser.submit(shop, &format!("/payments/links/{id}/{verb}"), &[("name", name)]).await
}

/// What the next page is to say.
fn said(reply: &Reply) -> &str {
    reply.header("set-cookie")
}

async fn status(shop: &Shop, link: &Value) -> Value {
    shop.api(Method::GET, &object("payment_links", link), None).await.json()["status"].clone()
}

#[tokio::test]
async fn a_link_is_disabled_enabled_and_deleted_by_its_name() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"name": "Spring (2)"})).await;
    let id = link["id"].as_str().unwrap();
    let owner = Browser::owner(&shop).await;
    for (verb, expected) in [("disable", "DISABLED"), ("disable", "DISABLED"), ("enable", "ACTIVE")] {
        let reply = act(&shop, &owner, id, verb, "").await;
        assert_eq!(
            (reply.status, reply.location()),
            (StatusCode::SEE_OTHER, &*format!("/payments/links/{id}"))
        );
        assert_eq!(status(&shop, &link).await, expected);
        assert!(said(&reply).starts_with(&format!("remit_notice=link_{verb}d; ")), "{}", said(&reply));
    }
    for wrong in ["", "spring (2)", "Spring"] {
        let kept = act(&shop, &owner, id, "delete", wrong).await;
        assert!(said(&kept).starts_with("remit_notice=name_differs; "), "{}", said(&kept));
        assert_eq!(status(&shop, &link).await, "ACTIVE", "{wrong}");
    }
    let gone = act(&shop, &owner, id, "delete", "Spring (2)").await;
    assert_eq!(gone.location(), "/payments/links");
    assert!(said(&gone).starts_with("remit_notice=link_deleted; ") && !said(&gone).contains("HttpOnly"));
    let answer = shop.api(Method::GET, &object("payment_links", &link), None).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

/// What a form that is not all there leaves out stays, and so does what it repeats: also a URL that is no longer
/// registered.
#[tokio::test]
async fn a_link_is_edited_where_the_form_says_something_else() {
    let shop = Shop::open().await;
    let url = "https://shop.example/thanks";
    let registered = shop.api(Method::POST, "/redirect_urls", Some(json!({"url": url}))).await.json();
    let link = shop.link(json!({"name": "Spring", "title": "Workshop", "redirect_url": url})).await;
    shop.api(Method::DELETE, &object("redirect_urls", &registered), None).await;
    let id = link["id"].as_str().unwrap();
    let owner = Browser::owner(&shop).await;
    let page = owner.visit(&shop, &format!("/payments/links/{id}")).await;
    for part in
        ["name=\"name\"", "value=\"Spring\"", "value=\"Workshop\"", &format!("value=\"{url}\" selected")]
    {
        assert!(page.text().contains(part), "{part} in {}", page.text());
    }
    let form = format!("/payments/links/{id}/edit");
    let sent = [
        ("name", ""),
        ("was_name", "Spring"),
        ("title", "Clay workshop"),
        ("was_title", "Workshop"),
        ("description", "One\r\ntwo"),
        ("redirect_url", url),
        ("was_redirect_url", url),
    ];
    let edited = owner.submit(&shop, &form, &sent).await;
    assert_eq!(edited.location(), format!("/payments/links/{id}"));
    assert!(said(&edited).starts_with("remit_notice=link_edited; "), "{}", said(&edited));
    let read = shop.api(Method::GET, &object("payment_links", &link), None).await.json();
    let now =
        [&read["name"], &read["title"], &read["description"], &read["redirect_url"], &read["cancel_url"]];
    assert_eq!(now, [&json!(null), &json!("Clay workshop"), &json!("One\ntwo"), &json!(url), &json!(null)]);
    // A page that was opened before changes only what was entered in it.
    let stale = [
        ("title", "Workshop"),
        ("was_title", "Workshop"),
        ("description", "One\r\ntwo"),
        ("was_description", ""),
    ];
    owner.submit(&shop, &form, &stale).await;
    let long = owner.submit(&shop, &form, &[("title", &"x".repeat(200))]).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(long.text().contains("Title: "), "{}", long.text());
    let unknown = owner.submit(&shop, &form, &[("cancel_url", "https://shop.example/elsewhere")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.text().contains("no longer registered"), "{}", unknown.text());
    let after = shop.api(Method::GET, &object("payment_links", &link), None).await.json();
    assert_eq!(after, read);
}

#[tokio::test]
async fn a_copy_begins_with_what_is_still_there() {
    let shop = Shop::open().await;
    let url = "https://shop.example/thanks";
    let registered = shop.api(Method::POST, "/redirect_urls", Some(json!({"url": url}))).await.json();
    let second = json!({
        "name": "Second", "holder": "Palm & Stone LLC", "bank_type": "SME",
        "scheme": "IBAN", "identification": "AE070331234567890123456", "country": "AE",
    });
    let second = shop.api(Method::POST, "/destinations", Some(second)).await.json();
    let link =
        json!({"payment_details": {"destination_id": second["id"]}, "redirect_url": url, "cancel_url": url});
    let link = shop.link(link).await;
    let owner = Browser::owner(&shop).await;
    let copy = json!({"from": link["id"], "customer": ""});
    let start = owner.act(&shop, "start_draft", &copy).await.json();
    assert_eq!(
        (&start["draft"]["destination"], &start["draft"]["redirect_url"]),
        (&second["id"], &json!(url))
    );
    for gone in [object("destinations", &second), object("redirect_urls", &registered)] {
        let reply = shop.api(Method::DELETE, &gone, None).await;
        assert!(reply.status.is_success(), "{}", reply.text());
    }
    let start = owner.act(&shop, "start_draft", &copy).await.json();
    let draft = &start["draft"];
    assert_eq!(draft["destination"], start["destinations"][0]["value"]);
    assert_eq!((&draft["redirect_url"], &draft["cancel_url"]), (&json!(""), &json!("")));
    let made = json!({"draft": draft, "from": link["id"], "attempt": start["attempt"]});
    let made = owner.act(&shop, "create_link", &made).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
}

/// No answer came, and the form was sent again.
#[tokio::test]
async fn a_form_makes_one_link_however_often_it_is_sent() {
    let shop = Shop::open().await;
    let owner = Browser::owner(&shop).await;
    let start = owner.act(&shop, "start_draft", &json!({"from": "", "customer": ""})).await.json();
    let mut draft = start["draft"].clone();
    (draft["amount"], draft["reference"]) = (json!("150"), json!("INV-1042"));
    let send = async |draft: &Value, from: &Value, attempt: &Value| {
        let sent = json!({"draft": draft, "from": from, "attempt": attempt});
        let made = owner.act(&shop, "create_link", &sent).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.text());
        made.json()
    };
    let (new, attempt) = (json!(""), &start["attempt"]);
    let first = send(&draft, &new, attempt).await;
    assert_eq!(send(&draft, &new, attempt).await, first);
    let copy = send(&draft, &first, attempt).await;
    assert_eq!(send(&draft, &first, attempt).await, copy);
    draft["reference"] = json!("INV-1043");
    let other = send(&draft, &new, attempt).await;
    let another = owner.act(&shop, "start_draft", &json!({"from": "", "customer": ""})).await.json();
    let again = send(&draft, &new, &another["attempt"]).await;
    let list = shop.api(Method::GET, "/payment_links", None).await.json();
    let ids: Vec<_> = list["data"].as_array().unwrap().iter().map(|link| &link["id"]).collect();
    assert_eq!(ids, [&again, &other, &copy, &first]);
}

#[tokio::test]
async fn nobody_else_moves_a_link() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"name": "Mine"})).await;
    let id = link["id"].as_str().unwrap();
    let owner = Browser::owner(&shop).await;
    let forged = Browser { token: String::new(), cookie: owner.cookie.clone() };
    let nobody = Browser { token: owner.token.clone(), cookie: String::new() };
    let viewer = shop.world.colleague(Role::Viewer).await;
    let viewer = Browser::sign_in(&shop, &viewer).await;
    for verb in ["disable", "enable", "delete"] {
        for (browser, expected) in [
            (&forged, StatusCode::FORBIDDEN),
            (&nobody, StatusCode::UNAUTHORIZED),
            (&viewer, StatusCode::FORBIDDEN),
        ] {
            let reply = act(&shop, browser, id, verb, "Mine").await;
            assert_eq!(reply.status, expected, "{verb}: {}", reply.text());
        }
        let unknown = act(&shop, &owner, "plink_000000000000000000000000", verb, "").await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND, "{verb}");
    }
    assert_eq!(status(&shop, &link).await, "ACTIVE");
}

#[tokio::test]
async fn the_address_of_a_link_that_is_over_leads_to_its_successor() {
    let shop = Shop::open().await;
    let expires = "2026-06-01T09:01:00Z";
    let link = shop.link(json!({"slug": "spring", "expires_at": expires})).await;
    let id = link["id"].as_str().unwrap();
    let owner = Browser::owner(&shop).await;
    let form = format!("/payments/links/{id}/succeed");
    let early = owner.submit(&shop, &form, &[("max_usages", "5")]).await;
    assert_eq!(early.location(), format!("/payments/links/{id}"));
    shop.world.clock.advance(std::time::Duration::from_mins(2));
    assert_eq!(shop.visit("/l/spring").await.status, StatusCode::GONE);
    for wrong in ["", "0", "-1", "many"] {
        let refused = owner.submit(&shop, &form, &[("max_usages", wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let forged = Browser { token: String::new(), ..owner.clone() };
    assert_eq!(forged.submit(&shop, &form, &[("max_usages", "5")]).await.status, StatusCode::FORBIDDEN);
    let made = owner.submit(&shop, &form, &[("max_usages", "5"), ("expires_at", "2031-01-02T10:00")]).await;
    let new = made.location().rsplit('/').next().unwrap().to_owned();
    let new = shop.api(Method::GET, &format!("/payment_links/{new}"), None).await.json();
    assert_eq!((&new["max_usages"], &new["expires_at"]), (&json!(5), &json!("2031-01-02T06:00:00Z")));
    let led = shop.visit("/l/spring?lang=ar&prefill_phone=%2B971501234567").await;
    assert_eq!(led.status, StatusCode::SEE_OTHER);
    let slug = new["slug"].as_str().unwrap();
    assert_eq!(led.location(), format!("/l/{slug}?lang=ar&prefill_phone=%2B971501234567"));
    assert_eq!(shop.visit(led.location()).await.page(), "checkout");
}
