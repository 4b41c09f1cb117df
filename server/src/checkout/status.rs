//! `GET /l/{slug}/status` and `GET /u/{token}/status`: what pages that wait ask for, and what their streams tell.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse as _, Response},
};
use domain::{Refusal, link::admit, payment::PaymentStatus, usage::UsageStatus};
use http::StatusCode;
use serde::Serialize;

use super::{Code, result::takes_long};
use crate::{Remit, problem::Problem};

/// Which page the address shows now.
#[derive(Serialize)]
pub(crate) struct News {
    page: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    usage_status: Option<UsageStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_status: Option<PaymentStatus>,
    /// The bank takes longer than banks usually do.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    long: bool,
}

impl News {
    const fn of(page: &'static str) -> Self {
        Self { page, usage_status: None, payment_status: None, long: false }
    }
}

pub(crate) fn unknown() -> Response {
    (StatusCode::NOT_FOUND, Json(News::of("unknown"))).into_response()
}

pub(super) async fn of_link(State(remit): State<Remit>, Code(slug): Code) -> Result<Response, Problem> {
    Ok(link(&remit, &slug).await?.map_or_else(unknown, |news| Json(news).into_response()))
}

pub(super) async fn of_usage(State(remit): State<Remit>, Code(token): Code) -> Result<Response, Problem> {
    Ok(usage(&remit, &token).await?.map_or_else(unknown, |news| Json(news).into_response()))
}

/// The page of a link. `None` when there is no such link.
pub(crate) async fn link(remit: &Remit, slug: &str) -> Result<Option<News>, Problem> {
    let Some(public) = remit.engine.public_link(slug).await? else { return Ok(None) };
    let link = &public.link;
    let page = match admit(&link.lifecycle, link.slots, remit.engine.now()) {
        Ok(()) => "checkout",
        Err(Refusal::LinkFull) => "full",
        Err(Refusal::LinkDisabled) => "disabled",
        Err(Refusal::LinkUsed) => "used",
        Err(Refusal::LinkExpired) => "expired",
        Err(_) => "deleted",
    };
    Ok(Some(News::of(page)))
}

/// The result page of a usage. `None` when no page has this token.
pub(crate) async fn usage(remit: &Remit, token: &str) -> Result<Option<News>, Problem> {
    let Some(page) = remit.engine.usage_page(token).await? else { return Ok(None) };
    Ok(Some(News {
        usage_status: Some(page.usage.state.status()),
        payment_status: page.payment.as_ref().map(|payment| payment.status),
        long: takes_long(remit, &page),
        ..News::of("result")
    }))
}
