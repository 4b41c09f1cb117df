//! Filters of the list that are kept under a name.

use domain::access::Role;
use http::StatusCode;
use serde_json::json;

use crate::{browser::Browser, support::Shop};

const SAVE: &str = "/payments/links/views";

#[tokio::test]
async fn a_view_is_kept_for_the_account_and_forgotten() {
    let shop = Shop::open().await;
    shop.link(json!({"name": "Spring"})).await;
    let owner = Browser::owner(&shop).await;
    let sent = [("name", "Due <soon>"), ("query", "after=plink_1&status=active&evil=1&sort=expiry")];
    let saved = owner.submit(&shop, SAVE, &sent).await;
    assert_eq!(saved.location(), "/payments/links?status=active&sort=expiry");
    let colleague = Browser::sign_in(&shop, &shop.world.colleague(Role::Viewer).await).await;
    let page = colleague.visit(&shop, "/payments/links").await;
    assert!(
        page.text().contains("href=\"/payments/links?status=active&amp;sort=expiry\""),
        "{}",
        page.text()
    );
    assert!(page.text().contains("Due &lt;soon&gt;"));
    assert_eq!(colleague.submit(&shop, SAVE, &sent).await.status, StatusCode::FORBIDDEN);
    let unnamed = owner.submit(&shop, SAVE, &[("name", " "), ("query", "q=a")]).await;
    assert_eq!(unnamed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let forged = Browser { token: String::new(), ..owner.clone() };
    assert_eq!(forged.submit(&shop, SAVE, &sent).await.status, StatusCode::FORBIDDEN);
    let gone = owner.submit(&shop, "/payments/links/views/delete", &[("name", "Due <soon>")]).await;
    assert_eq!(gone.location(), "/payments/links");
    assert!(!owner.visit(&shop, "/payments/links").await.text().contains("Due &lt;soon"));
}

#[tokio::test]
async fn one_view_too_many_is_refused_with_what_to_do() {
    let shop = Shop::open().await;
    let owner = Browser::owner(&shop).await;
    for n in 1..=20 {
        let name = format!("View {n}");
        let saved = owner.submit(&shop, SAVE, &[("name", &name), ("query", "q=a")]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{name}");
    }
    let refused = owner.submit(&shop, SAVE, &[("name", "View 21"), ("query", "q=a")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("There are 20 saved views already"), "{}", refused.text());
}
