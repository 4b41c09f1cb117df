//! The plain forms of what developers need, which work without a script.

mod keys;

use crate::routes::{Routes, post};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/developers/keys/created", post(keys::create))
        .route("/developers/keys/{id}/rotated", post(keys::rotate))
        .route("/developers/keys/{id}/revoke", post(keys::revoke))
}
