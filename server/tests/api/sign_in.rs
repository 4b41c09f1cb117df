//! The session of the dashboard: in, out, and nobody else.

use axum::body::Body;
use engine::testing::World;
use http::{Request, StatusCode, header};

use crate::support::{Reply, Shop};

async fn sign_in(shop: &Shop, password: &str, next: &str) -> Reply {
    shop.submit("/login", &[("email", World::EMAIL), ("password", password), ("next", next)]).await
}

fn cookie(reply: &Reply) -> &str {
    reply.header("set-cookie").split(';').next().unwrap()
}

#[tokio::test]
async fn the_owner_gets_a_cookie_and_goes_where_they_wanted() {
    let shop = Shop::open().await;
    let reply = sign_in(&shop, World::PASSWORD, "/payments/links/new").await;
    assert_eq!((reply.status, reply.location()), (StatusCode::SEE_OTHER, "/payments/links/new"));
    let set = reply.header("set-cookie");
    assert!(set.starts_with("__Host-remit_session="), "{set}");
    for part in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(set.contains(part), "{set}");
    }
    let elsewhere = sign_in(&shop, World::PASSWORD, "//evil.test").await;
    assert_eq!(elsewhere.location(), "/");
    let page = shop.visit_with("/payments/links", &[("cookie", cookie(&reply))]).await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn a_wrong_password_says_so_and_nothing_more() {
    let shop = Shop::open().await;
    let reply = sign_in(&shop, "wrong", "/payments/links").await;
    assert_eq!(
        (reply.status, reply.location()),
        (StatusCode::SEE_OTHER, "/login?error=wrong&next=%2Fpayments%2Flinks")
    );
    assert_eq!(reply.header("set-cookie"), "");
    for _ in 0..5 {
        sign_in(&shop, "wrong", "").await;
    }
    assert_eq!(sign_in(&shop, World::PASSWORD, "").await.location(), "/login?error=throttled");
}

#[tokio::test]
async fn signed_out_visitors_are_sent_to_sign_in() {
    let shop = Shop::open().await;
    let reply = shop.visit("/payments/links?status=ACTIVE").await;
    assert_eq!(
        (reply.status, reply.location()),
        (StatusCode::SEE_OTHER, "/login?next=%2Fpayments%2Flinks%3Fstatus%3DACTIVE")
    );
    assert_eq!(shop.visit("/").await.location(), "/login");
    assert_eq!(shop.visit("/login").await.status, StatusCode::OK);
}

#[tokio::test]
async fn another_site_can_neither_sign_in_nor_out() {
    let shop = Shop::open().await;
    let signed_in = sign_in(&shop, World::PASSWORD, "").await;
    for path in ["/login", "/logout"] {
        let request = Request::post(path)
            .header(header::COOKIE, cookie(&signed_in))
            .header("sec-fetch-site", "cross-site")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        assert_eq!(
            shop.send(request.body(Body::empty()).unwrap()).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    let still = shop.visit_with("/payments/links", &[("cookie", cookie(&signed_in))]).await;
    assert_eq!(still.status, StatusCode::OK);
}

/// The token that every page of a session carries.
async fn token(shop: &Shop, signed_in: &Reply) -> String {
    let page = shop.visit_with("/payments/links", &[("cookie", cookie(signed_in))]).await;
    let (_, rest) = page.text().split_once("data-csrf=\"").expect("a token");
    rest.split_once('"').expect("a closed attribute").0.to_owned()
}

async fn sign_out(shop: &Shop, signed_in: &Reply, token: &str) -> Reply {
    let request = Request::post("/logout")
        .header(header::COOKIE, cookie(signed_in))
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    shop.send(request.body(Body::from(format!("csrf={token}"))).unwrap()).await
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let shop = Shop::open().await;
    let signed_in = sign_in(&shop, World::PASSWORD, "").await;
    let out = sign_out(&shop, &signed_in, &token(&shop, &signed_in).await).await;
    assert_eq!((out.status, out.location()), (StatusCode::SEE_OTHER, "/login"));
    assert!(out.header("set-cookie").contains("Max-Age=0"), "{}", out.header("set-cookie"));
    assert_eq!(out.header("clear-site-data"), "\"storage\"");
    let after = shop.visit_with("/payments/links", &[("cookie", cookie(&signed_in))]).await;
    assert_eq!(after.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn only_the_sessions_own_pages_act_and_sign_out() {
    let shop = Shop::open().await;
    let (signed_in, other) =
        (sign_in(&shop, World::PASSWORD, "").await, sign_in(&shop, World::PASSWORD, "").await);
    let (own, foreign) = (token(&shop, &signed_in).await, token(&shop, &other).await);
    let act = async |token: Option<&str>| {
        let mut request = Request::post("/actions/account")
            .header(header::COOKIE, cookie(&signed_in))
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/json");
        if let Some(token) = token {
            request = request.header("x-csrf-token", token);
        }
        shop.send(request.body(Body::from("{}")).unwrap()).await
    };
    assert_eq!(act(Some(&own)).await.status, StatusCode::OK);
    for token in [None, Some(""), Some(foreign.as_str())] {
        let refused = act(token).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{token:?}: {}", refused.text());
    }
    for token in ["", &foreign] {
        let refused = sign_out(&shop, &signed_in, token).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{token}: {}", refused.text());
    }
    assert_eq!(act(Some(&own)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn another_language_keeps_where_they_were_going() {
    let shop = Shop::open().await;
    let from = "https://pay.example.com/login?next=%2Fpayments%2Flinks%2Fnew";
    let turned = shop.visit_with("/login?lang=fr", &[("referer", from)]).await;
    assert_eq!(turned.location(), "/login?next=%2Fpayments%2Flinks%2Fnew&lang=fr");
    let french = shop.visit(turned.location()).await;
    assert!(french.text().contains("lang=\"fr\"") && french.text().contains("value=\"/payments/links/new\""));
}
