//! Many customers at once: no place is sold twice, and one attempt is one usage.

use engine::testing::on_each_database;
use futures_util::future::join_all;
use http::{Method, StatusCode};
use serde_json::json;

use crate::support::{Shop, attempt, object};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_customers_get_twenty_places() {
    on_each_database(async |database| {
        let shop = Shop::on(database).await;
        let link = shop.link(json!({"max_usages": 20})).await;
        let tokens: Vec<_> = (0..200).map(attempt).collect();
        let replies = join_all(tokens.iter().map(|token| shop.pay(&link, token))).await;
        let count = |status| replies.iter().filter(|reply| reply.status == status).count();
        assert_eq!((count(StatusCode::SEE_OTHER), count(StatusCode::CONFLICT)), (20, 180));
        assert!(replies.iter().all(|reply| reply.status != StatusCode::CONFLICT || reply.page() == "full"));
        let link = shop.api(Method::GET, &object("payment_links", &link), None).await.json();
        assert_eq!((&link["reserved_usages"], &link["completed_usages"]), (&json!(20), &json!(0)));
        assert_eq!(shop.world.engine.recount().await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_attempt_sent_eight_times_is_one_usage() {
    on_each_database(async |database| {
        let shop = Shop::on(database).await;
        let link = shop.link(json!({})).await;
        let token = attempt(1);
        let replies = join_all((0..8).map(|_| shop.pay(&link, &token))).await;
        for reply in &replies {
            assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
            assert_eq!(reply.location(), replies[0].location());
        }
        let usages =
            shop.api(Method::GET, &format!("{}/usages", object("payment_links", &link)), None).await.json();
        assert_eq!(usages["data"].as_array().unwrap().len(), 1);
    })
    .await;
}
