//! The plain forms of what developers need, which work without a script: [`keys`], [`endpoints`] of webhooks and their
//! [`deliveries`].

mod deliveries;
mod endpoints;
mod keys;

use crate::routes::{Routes, post};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/developers/keys/created", post(keys::create))
        .route("/developers/keys/{id}/rotated", post(keys::rotate))
        .route("/developers/keys/{id}/revoke", post(keys::revoke))
        .route("/developers/webhooks/created", post(endpoints::create))
        .route("/developers/webhooks/{id}/edit", post(endpoints::edit))
        .route("/developers/webhooks/{id}/pause", post(endpoints::pause))
        .route("/developers/webhooks/{id}/enable", post(endpoints::enable))
        .route("/developers/webhooks/{id}/rotated", post(endpoints::rotate))
        .route("/developers/webhooks/{id}/delete", post(endpoints::delete))
        .route("/developers/webhooks/{id}/test", post(deliveries::test))
        .route("/developers/webhooks/{id}/retry", post(deliveries::retry_missed))
        .route("/developers/webhooks/deliveries/{id}/retry", post(deliveries::retry))
}
