//! A browser with the dashboard open.

use axum::body::Body;
use domain::Mode;
use engine::testing::World;
use http::{Request, StatusCode, header};
use serde_json::Value;

use crate::support::{Reply, Shop};

/// Somebody's browser: the session's cookie, and the token that its pages carry.
#[derive(Clone, Default)]
pub struct Browser {
    pub cookie: String,
    pub token: String,
}

impl Browser {
    pub async fn sign_in(shop: &Shop, email: &str) -> Self {
        let reply = shop.submit("/login", &[("email", email), ("password", World::PASSWORD)]).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
        let cookie = reply.header("set-cookie").split(';').next().unwrap().to_owned();
        let page = shop.visit_with("/payments/links", &[("cookie", &cookie)]).await;
        let found = page.text().split_once("data-csrf=\"");
        let (_, rest) = found.unwrap_or_else(|| panic!("{}: {}", page.status, page.text()));
        let token = rest.split_once('"').expect("a closed attribute").0.to_owned();
        Self { cookie, token }
    }

    pub async fn owner(shop: &Shop) -> Self {
        Self::sign_in(shop, World::EMAIL).await
    }

    /// The same person, looking at live mode.
    pub async fn in_live_mode(self, shop: &Shop) -> Self {
        let (_, token) = self.cookie.split_once('=').unwrap();
        shop.world.engine.set_mode(token, Mode::Live).await.unwrap();
        self
    }

    pub async fn visit(&self, shop: &Shop, path: &str) -> Reply {
        shop.visit_with(path, &[("cookie", &self.cookie)]).await
    }

    /// Calls a server function.
    pub async fn act(&self, shop: &Shop, action: &str, body: &Value) -> Reply {
        let request = Request::post(format!("/actions/{action}"))
            .header(header::COOKIE, &self.cookie)
            .header("x-csrf-token", &self.token)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/json");
        shop.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// Sends a plain form, which carries the token.
    pub async fn submit(&self, shop: &Shop, path: &str, fields: &[(&str, &str)]) -> Reply {
        let token = [("csrf", self.token.as_str())];
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(token)
            .extend_pairs(fields)
            .finish();
        let request = Request::post(path)
            .header(header::COOKIE, &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        shop.send(request.body(Body::from(body)).unwrap()).await
    }
}
