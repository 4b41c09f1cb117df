//! The public pages: they turn what the engine answers into what `app::checkout` shows.
//!
//! The cast: [`Visit`] is what a request says of language and past choices, `opening` whether a person made
//! it; `show` the page with the form and the pages of links that take no payment, `pay` what the form sends,
//! `result` how it ended, `receipt` the proof of it, `status` the same in a word for waiting pages, `qr` the
//! link's code; `model` fills the pages.

mod model;
mod opening;
mod pay;
mod qr;
mod receipt;
mod result;
mod show;
pub(crate) mod status;
mod visit;

use app::checkout::model::{Body, Page};
use axum::response::{Html, IntoResponse as _, Response};
use domain::{Refusal, Timestamp};
use engine::{accounts::Account, links::Link};
use http::StatusCode;

pub(crate) use model::page_assets;
pub(crate) use visit::{Code, Visit, forced_language};

use crate::{
    Remit,
    routes::{Routes, get},
};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/l/{slug}", get(show::show).post(pay::pay))
        .route("/l/{slug}/status", get(status::of_link))
        .route("/l/{slug}/qr.svg", get(qr::svg))
        .route("/l/{slug}/qr.png", get(qr::png))
        .route("/u/{token}", get(result::result))
        .route("/u/{token}/bank", get(result::of_bank).post(result::back_to_bank))
        .route("/u/{token}/receipt", get(receipt::receipt))
        .route("/u/{token}/status", get(status::of_usage))
}

/// Whose page it is.
struct Whose<'a> {
    account: &'a Account,
    link: &'a Link,
}

fn respond(
    remit: &Remit,
    visit: Visit,
    whose: Option<Whose<'_>>,
    status: StatusCode,
    body: Body,
) -> Response {
    let page = Page {
        locale: visit.locale,
        path: visit.path,
        test_mode: whose.as_ref().is_some_and(|whose| whose.link.mode == domain::Mode::Test),
        merchant: whose.map(|whose| model::merchant(whose.account)),
        assets: page_assets(remit),
        body,
    };
    (status, Html(app::checkout::render(&page))).into_response()
}

/// When a full link has a place again, for a page that says so.
async fn until(remit: &Remit, link: &Link, refusal: Refusal) -> engine::Result<Option<Timestamp>> {
    match refusal {
        Refusal::LinkFull => remit.engine.next_place(link.id).await,
        _ => Ok(None),
    }
}

/// The page for an address that leads to no link.
pub(crate) fn unknown(remit: &Remit, visit: Visit) -> Response {
    respond(remit, visit, None, StatusCode::NOT_FOUND, Body::Unknown)
}
