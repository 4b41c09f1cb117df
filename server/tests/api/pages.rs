//! Files that pages load.

use http::StatusCode;

use crate::support::Shop;

#[tokio::test]
async fn files_that_were_not_built_are_not_found_and_nothing_outside_is_served() {
    let shop = Shop::open().await;
    for path in
        ["/assets/nothing.css", "/assets/../manifest.json", "/assets/..%2f..%2fCargo.toml", "/assets/"]
    {
        assert_eq!(shop.visit(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn the_icon_is_where_browsers_look_for_it() {
    let shop = Shop::open().await;
    for path in ["/favicon.ico", "/favicon.svg"] {
        let reply = shop.visit(path).await;
        assert_eq!((reply.status, reply.location()), (StatusCode::FOUND, "/assets/favicon.svg"));
    }
}
