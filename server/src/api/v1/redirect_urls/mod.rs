//! `/api/v1/redirect_urls`

mod create;
mod delete;
mod list;
mod view;

use axum::{Router, routing::get};
use domain::{Mode, id::RedirectUrlId};
use engine::redirect_urls::RegisteredUrl;
use serde::Serialize;

use crate::{Remit, api::show::moment};

pub(super) fn routes() -> Router<Remit> {
    Router::new()
        .route("/", get(list::list).post(create::create))
        .route("/{id}", get(view::view).delete(delete::delete))
}

/// A registered URL as the API shows it.
#[derive(Serialize)]
struct Shown {
    id: RedirectUrlId,
    object: &'static str,
    mode: Mode,
    url: String,
    created_at: String,
}

fn show(mode: Mode, registered: RegisteredUrl) -> Shown {
    Shown {
        id: registered.id,
        object: "redirect_url",
        mode,
        url: registered.url,
        created_at: moment(registered.created_at),
    }
}
