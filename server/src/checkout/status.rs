//! `GET /l/{slug}/status` and `GET /u/{token}/status`: what pages that wait ask for.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse as _, Response},
};
use domain::{Refusal, link::admit, payment::PaymentStatus, usage::UsageStatus};
use http::StatusCode;
use serde::Serialize;

use super::Code;
use crate::{Remit, problem::Problem};

/// Which page the address shows now.
#[derive(Serialize)]
struct News {
    page: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    usage_status: Option<UsageStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_status: Option<PaymentStatus>,
}

impl News {
    const fn of(page: &'static str) -> Self {
        Self { page, usage_status: None, payment_status: None }
    }
}

fn unknown() -> Response {
    (StatusCode::NOT_FOUND, Json(News::of("unknown"))).into_response()
}

pub(super) async fn of_link(State(remit): State<Remit>, Code(slug): Code) -> Result<Response, Problem> {
    let Some(public) = remit.engine.public_link(&slug).await? else { return Ok(unknown()) };
    let link = &public.link;
    let page = match admit(&link.lifecycle, link.slots, remit.engine.now()) {
        Ok(()) => "checkout",
        Err(Refusal::LinkFull) => "full",
        Err(Refusal::LinkDisabled) => "disabled",
        Err(Refusal::LinkUsed) => "used",
        Err(Refusal::LinkExpired) => "expired",
        Err(_) => "deleted",
    };
    Ok(Json(News::of(page)).into_response())
}

pub(super) async fn of_usage(State(remit): State<Remit>, Code(token): Code) -> Result<Response, Problem> {
    let Some(page) = remit.engine.usage_page(&token).await? else { return Ok(unknown()) };
    let news = News {
        page: "result",
        usage_status: Some(page.usage.state.status()),
        payment_status: page.payment.map(|payment| payment.status),
    };
    Ok(Json(news).into_response())
}
