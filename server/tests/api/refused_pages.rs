//! What people see when what they sent cannot be taken: a page in their language, never a bare error.

use axum::body::Body;
use http::{Method, Request, StatusCode, header};

use crate::support::{Reply, Shop, path_of};

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
