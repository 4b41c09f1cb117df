//! The plain forms and files of links, which work without a script.

mod csv;
mod delete;
mod disable_many;
mod edit;
mod export;
mod status;
mod succeed;
mod usages;
mod views;

use crate::routes::{Routes, get, post};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/payments/links.csv", get(export::export))
        .route("/payments/links/disable", post(disable_many::disable_many))
        .route("/payments/links/views", post(views::save))
        .route("/payments/links/views/delete", post(views::delete))
        .route("/payments/links/{id}/usages.csv", get(usages::export))
        .route("/payments/links/{id}/edit", post(edit::edit))
        .route("/payments/links/{id}/disable", post(status::disable))
        .route("/payments/links/{id}/enable", post(status::enable))
        .route("/payments/links/{id}/succeed", post(succeed::succeed))
        .route("/payments/links/{id}/delete", post(delete::delete))
}
