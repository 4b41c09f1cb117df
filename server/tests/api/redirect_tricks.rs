//! Open redirects: a link whose result page led somewhere the merchant never registered would lend our name to
//! whoever wrote it. One URL is registered; each trick tries to pass for it.

use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Shop, least, object};

const REGISTERED: &str = "https://shop.example.com/thanks";

const TRICKS: &[&str] = &[
    // Another host that looks like it, or has it somewhere.
    "https://evil.example/",
    "https://evil.example/https://shop.example.com/thanks",
    "https://evil.example/shop.example.com/thanks",
    "https://evil.example?https://shop.example.com/thanks",
    "https://shop.example.com.evil.example/thanks",
    "https://evilshop.example.com/thanks",
    "https://shop.example.comevil.example/thanks",
    "https://shop-example.com/thanks",
    "https://example.com/thanks",
    "https://www.shop.example.com/thanks",
    "https://shop.example.com./thanks",
    "https://shop.example.com%2eevil.example/thanks",
    "https://shop.example.com%00.evil.example/thanks",
    "https://shop.example.com%20.evil.example/thanks",
    "https://shop.example.com\u{3002}evil.example/thanks",
    "https://shop.example.com\u{ff0f}thanks.evil.example/",
    "https://shop.example.com\u{2044}thanks.evil.example/",
    "https://shop.example.com\u{2024}evil.example/thanks",
    "https://sh\u{43e}p.example.com/thanks",
    "https://shop.ex\u{e4}mple.com/thanks",
    "https://xn--shp-tna.example.com/thanks",
    "https://3627734734/thanks",
    "https://0x7f000001/thanks",
    "https://[::1]/thanks",
    "https://localhost/thanks",
    // It before an @, after a backslash, behind a #.
    "https://shop.example.com@evil.example/thanks",
    "https://shop.example.com:443@evil.example/thanks",
    "https://shop.example.com%40evil.example/thanks",
    "https://shop.example.com%2f@evil.example/thanks",
    "https://shop.example.com%5c@evil.example/thanks",
    "https://shop.example.com\\@evil.example/thanks",
    "https://evil.example\\@shop.example.com/thanks",
    "https://evil.example#@shop.example.com/thanks",
    "https://evil.example/#https://shop.example.com/thanks",
    "https://evil.example;@shop.example.com/thanks",
    "https://user@shop.example.com/thanks",
    "https://user:pass@shop.example.com/thanks",
    "https://@shop.example.com/thanks#",
    // Slashes, and what browsers repair.
    "https:/shop.example.com/thanks",
    "https:shop.example.com/thanks",
    "https:///shop.example.com/thanks",
    "https:////evil.example/thanks",
    "https:\\\\shop.example.com\\thanks",
    "https:/\\evil.example/thanks",
    "https://\\evil.example/thanks",
    "//shop.example.com/thanks",
    "///evil.example/thanks",
    "\\\\evil.example/thanks",
    "/\\evil.example/thanks",
    "/thanks",
    "./thanks",
    "?https://shop.example.com/thanks",
    "shop.example.com/thanks",
    " https://shop.example.com/thanks",
    "https://shop.example.com/thanks ",
    "\thttps://shop.example.com/thanks",
    "ht\ntps://evil.example/thanks",
    "https://evil.example\n.shop.example.com/thanks",
    "https://shop.example.com/thanks\r\nlocation: https://evil.example/",
    "https://shop.example.com/thanks\u{0}",
    "https://shop.example.com/\u{202e}sknaht",
    "https://shop.example.com/thanks\u{200b}",
    // Other schemes.
    "http://shop.example.com/thanks",
    "HTTP://shop.example.com/thanks",
    "javascript:location='https://evil.example/'",
    "javascript://shop.example.com/thanks%0aalert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>location='https://evil.example/'</script>",
    "vbscript:msgbox(1)",
    "file://shop.example.com/thanks",
    "ftp://shop.example.com/thanks",
    "ws://shop.example.com/thanks",
    "blob:https://shop.example.com/thanks",
    "view-source:https://shop.example.com/thanks",
    "intent://shop.example.com/thanks#Intent;scheme=https;end",
    "about:blank",
    // Elsewhere on the same host: a page there may lead on.
    "https://shop.example.com/",
    "https://shop.example.com/Thanks",
    "https://shop.example.com/thanks/",
    "https://shop.example.com//thanks",
    "https://shop.example.com/thanks/../go?to=https://evil.example/",
    "https://shop.example.com/thanks/%2e%2e/go",
    "https://shop.example.com/thanks%2f..%2fgo",
    "https://shop.example.com/%74hanks",
    "https://shop.example.com/thanks;evil.example",
    "https://shop.example.com/thanks?",
    "https://shop.example.com/thanks?next=https://evil.example/",
    "https://shop.example.com/thanks?x=1#",
    "https://shop.example.com/thanks#@evil.example/",
    "https://shop.example.com/thanks%23",
    "https://shop.example.com/thanks%00",
    "https://shop.example.com/thanks*",
    "https://shop.example.com:8443/thanks",
    "https://shop.example.com:80/thanks",
    "https://shop.example.com:443:8443/thanks",
    "https://shop.example.com:99999/thanks",
    // Patterns that a careless comparison would take for wildcards.
    "https://%.example.com/thanks",
    "https://*.example.com/thanks",
    "https://shop_example.com/thanks",
    "%",
    "_______________________________",
    "",
];

/// Tries a URL for a new link and for an edited one, in the place of `param`.
async fn attempt(shop: &Shop, link: &str, param: &str, url: &str) -> Vec<(StatusCode, Value)> {
    let mut body = least();
    body[param] = json!(url);
    let made = shop.api(Method::POST, "/payment_links", Some(body)).await;
    let edited = shop.api(Method::PATCH, link, Some(json!({ param: url }))).await;
    vec![(made.status, made.json()), (edited.status, edited.json())]
}

async fn shop_with_a_link() -> (Shop, String) {
    let shop = Shop::open().await;
    let registered = shop.api(Method::POST, "/redirect_urls", Some(json!({ "url": REGISTERED }))).await;
    assert_eq!(registered.status, StatusCode::CREATED, "{}", registered.text());
    let link = shop.api(Method::POST, "/payment_links", Some(least())).await;
    (shop, object("payment_links", &link.json()))
}

#[tokio::test]
async fn no_trick_passes_for_the_registered_url() {
    assert!(TRICKS.len() >= 60, "{} tricks", TRICKS.len());
    let (shop, link) = shop_with_a_link().await;
    for trick in TRICKS {
        for param in ["redirect_url", "cancel_url"] {
            for (status, answer) in attempt(&shop, &link, param, trick).await {
                assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{param} = {trick:?}: {answer}");
                assert_eq!(answer["errors"][0]["param"], param, "{trick:?}: {answer}");
            }
        }
    }
    let kept = shop.api(Method::GET, &link, None).await.json();
    assert_eq!((&kept["redirect_url"], &kept["cancel_url"]), (&Value::Null, &Value::Null));
}

/// Other spellings of the registered URL are the registered URL: what is kept, and led to, is what was parsed.
#[tokio::test]
async fn the_registered_url_itself_passes() {
    let (shop, link) = shop_with_a_link().await;
    for spelling in [
        REGISTERED,
        "https://SHOP.example.com/thanks",
        "https://shop.example.com:443/thanks",
        "https://shop.example.com/./thanks",
        "https://shop.example.com/elsewhere/../thanks",
        "https://\u{ff53}hop.example.com/thanks",
    ] {
        for param in ["redirect_url", "cancel_url"] {
            for (status, answer) in attempt(&shop, &link, param, spelling).await {
                assert!(status.is_success(), "{param} = {spelling}: {answer}");
                assert_eq!(answer[param], REGISTERED, "{spelling}");
            }
        }
    }
}
