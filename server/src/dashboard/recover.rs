//! `/forgot` and `/reset/{token}`: the way to a new password. Plain pages and forms, like signing in.

use app::{
    dashboard::recover::{self, Recover, Step},
    session::{asked_locale, viewer_locale},
};
use axum::{
    Form,
    extract::{Path, State, rejection::FormRejection},
    response::{Html, IntoResponse as _, Redirect, Response},
};
use domain::Locale;
use engine::Error;
use http::{StatusCode, request::Parts};
use secrecy::SecretString;
use serde::Deserialize;

use crate::{
    Remit,
    problem::Problem,
    routes::{Routes, get},
};

pub(super) fn routes() -> Routes {
    Routes::new().route("/forgot", get(asked).post(ask)).route("/reset/{token}", get(choose).post(set))
}

#[derive(Deserialize)]
struct Forgotten {
    #[serde(default)]
    email: String,
}

#[derive(Deserialize)]
struct Chosen {
    #[serde(default)]
    password: String,
}

/// The page to ask at, and what became of asking.
async fn asked(State(remit): State<Remit>, parts: Parts) -> Response {
    let step = if remit.engine.mailer().is_none() {
        Step::NoMail
    } else {
        match step_in(parts.uri.query()) {
            "sent" => Step::Sent,
            "throttled" => Step::Ask { throttled: true },
            _ => Step::Ask { throttled: false },
        }
    };
    page(&remit, &parts, StatusCode::OK, step)
}

/// Whether or not there is such a user, the answer is the same.
async fn ask(
    State(remit): State<Remit>,
    parts: Parts,
    form: Result<Form<Forgotten>, FormRejection>,
) -> Result<Response, Problem> {
    let email = form.map(|Form(form)| form.email).unwrap_or_default();
    let locale = locale(&parts);
    let step = match remit.engine.forgot_password(&email, locale).await {
        Ok(()) => "sent",
        Err(Error::Throttled { .. }) => "throttled",
        // No mail: the page says whom to ask.
        Err(Error::NotFound(_)) => "",
        Err(error) => return Err(error.into()),
    };
    Ok(Redirect::to(&format!("/forgot?step={step}&lang={}", locale.tag())).into_response())
}

/// Looking at the page uses nothing up: mail programs look at links before people do.
async fn choose(
    State(remit): State<Remit>,
    Path(token): Path<String>,
    parts: Parts,
) -> Result<Response, Problem> {
    if step_in(parts.uri.query()) == "done" {
        return Ok(page(&remit, &parts, StatusCode::OK, Step::Done));
    }
    Ok(if remit.engine.can_reset_password(&token).await? {
        page(&remit, &parts, StatusCode::OK, Step::Set { too_short: false })
    } else {
        page(&remit, &parts, StatusCode::GONE, Step::Stale)
    })
}

async fn set(
    State(remit): State<Remit>,
    Path(token): Path<String>,
    parts: Parts,
    form: Result<Form<Chosen>, FormRejection>,
) -> Result<Response, Problem> {
    let password = SecretString::from(form.map(|Form(form)| form.password).unwrap_or_default());
    Ok(match remit.engine.reset_password(&token, &password).await {
        // The token is worth nothing any more: it may stand in an address.
        Ok(()) => Redirect::to(&format!("/reset/-?step=done&lang={}", locale(&parts).tag())).into_response(),
        Err(Error::Invalid(_)) => {
            page(&remit, &parts, StatusCode::UNPROCESSABLE_ENTITY, Step::Set { too_short: true })
        }
        Err(Error::NotFound(_)) => page(&remit, &parts, StatusCode::GONE, Step::Stale),
        Err(error) => return Err(error.into()),
    })
}

fn step_in(query: Option<&str>) -> &str {
    query.unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("step=")).unwrap_or_default()
}

fn locale(parts: &Parts) -> Locale {
    asked_locale(parts.uri.query()).unwrap_or_else(|| viewer_locale(&parts.headers))
}

fn page(remit: &Remit, parts: &Parts, status: StatusCode, step: Step) -> Response {
    let page = Recover {
        locale: locale(parts),
        path: parts.uri.path_and_query().map_or("/forgot", |whole| whole.as_str()).to_owned(),
        css: remit.assets.url("dashboard.css"),
        icon: remit.assets.url("favicon.svg"),
        step,
    };
    (status, Html(recover::render(page))).into_response()
}
