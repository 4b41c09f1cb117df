//! What people see when what they sent cannot be taken: a page in their language, never a bare error.

use axum::body::Body;
use domain::access::Role;
use http::{Method, Request, StatusCode, header};
use serde_json::json;

use crate::{
    browser::Browser,
    support::{Reply, Shop, path_of},
};

async fn post(shop: &Shop, path: &str, more: &[(&str, &str)], body: String) -> Reply {
    let mut request = Request::post(path)
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    for (name, value) in more {
        request = request.header(*name, *value);
    }
    shop.send(request.body(Body::from(body)).unwrap()).await
}

fn is_refused(reply: &Reply, status: StatusCode, title: &str) {
    assert_eq!((reply.status, reply.page()), (status, "error"), "{}", reply.text());
    assert!(reply.text().contains(title), "{}", reply.text());
}

#[tokio::test]
async fn a_form_that_is_refused_says_to_repeat_it_not_to_check_the_address() {
    let shop = Shop::open().await;
    let link = path_of(&shop.link(serde_json::json!({})).await);
    let forged = post(&shop, "/login", &[("sec-fetch-site", "cross-site")], String::new()).await;
    is_refused(&forged, StatusCode::FORBIDDEN, "That did not go through");
    let long = format!("phone={}", "1".repeat(70_000));
    let arabic = post(&shop, &format!("{link}?lang=ar"), &[], long.clone()).await;
    is_refused(&arabic, StatusCode::PAYLOAD_TOO_LARGE, "تعذّر قبول ما أُرسل");
    let french = post(&shop, &link, &[("accept-language", "fr")], long).await;
    is_refused(&french, StatusCode::PAYLOAD_TOO_LARGE, "L’envoi n’a pas été accepté");
    let put = Request::builder().method(Method::PUT).uri(&link).header(header::ACCEPT, "text/html");
    let put = shop.send(put.body(Body::empty()).unwrap()).await;
    is_refused(&put, StatusCode::METHOD_NOT_ALLOWED, "That did not go through");
    let nowhere = shop.visit("/l/some/where/else").await;
    is_refused(&nowhere, StatusCode::NOT_FOUND, "There is no page here");
}

/// Who works in the dashboard reads its words, in the language chosen there, and finds the way on.
#[tokio::test]
async fn a_form_of_the_dashboard_is_refused_in_its_words_and_language() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    let id = link["id"].as_str().unwrap();
    let (form, page) =
        (format!("/payments/links/{id}/disable"), format!("/payments/links/{id}?status=failed"));
    let from = format!("https://pay.example.com{page}");
    let arabic = [("cookie", "remit_lang=ar"), ("referer", &*from), ("accept-language", "en")];
    let signed_out = post(&shop, &form, &arabic, String::new()).await;
    is_refused(&signed_out, StatusCode::UNAUTHORIZED, "انتهت جلستك");
    let next = format!("href=\"/login?next=%2Fpayments%2Flinks%2F{id}%3Fstatus%3Dfailed\"");
    assert!(signed_out.text().contains(&next), "{}", signed_out.text());
    assert!(signed_out.text().contains(&format!("href=\"{page}&amp;lang=fr\"")), "{}", signed_out.text());
    let elsewhere = [("referer", "https://evil.example//evil.example/payments/")];
    let signed_out = post(&shop, &form, &elsewhere, String::new()).await;
    assert!(signed_out.text().contains("href=\"/login?next=%2Fpayments%2Flinks\""), "{}", signed_out.text());

    let viewer = Browser::sign_in(&shop, &shop.world.colleague(Role::Viewer).await).await;
    is_refused(
        &viewer.submit(&shop, &form, &[]).await,
        StatusCode::FORBIDDEN,
        "Your role does not allow this",
    );
    let owner = Browser { token: String::new(), ..Browser::owner(&shop).await };
    for nowhere in ["/settings/account", "/payments", "/developers"] {
        let page = owner.visit(&shop, nowhere).await;
        is_refused(&page, StatusCode::NOT_FOUND, "href=\"/payments/links\"");
    }
    is_refused(&owner.submit(&shop, &form, &[]).await, StatusCode::FORBIDDEN, "That did not go through");
}
