//! `GET|POST /authorize`: the customer sees what is asked, chooses an account and decides.

use axum::{
    Form,
    extract::{Path, Query, State},
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use sqlx::SqliteConnection;
use url::Url;

use super::{CodeGrant, OauthError, PushedRequest, brand_of};
use crate::{
    Bank,
    accounts::Account,
    brands::Brand,
    consents::{Consent, ConsentStatus},
    keys, ledger,
    pages::{self, Asked, Dead, Locale, Setting},
    store::{self, Stored},
};

/// What the browser brings along.
#[derive(Debug, Deserialize)]
pub(crate) struct Visit {
    client_id: Option<String>,
    request_uri: Option<String>,
    lang: Option<String>,
}

/// The customer's answer.
#[derive(Debug, Deserialize)]
pub(crate) struct Answer {
    account: Option<String>,
    decision: Option<String>,
}

/// What became of a pushed request.
enum Standing {
    Open(Box<(Stored<PushedRequest>, Stored<Consent>)>),
    /// Answered before; the way back holds the same answer.
    Answered(Url),
    /// Too late; the way back says so.
    Expired(Url),
    Unknown,
}

/// Shows the form, or why there is none.
pub(crate) async fn ask(
    State(bank): State<Bank>,
    Path(brand): Path<String>,
    Query(visit): Query<Visit>,
    headers: HeaderMap,
) -> Result<Response, OauthError> {
    let brand = brand_of(&brand)?;
    let mut tx = bank.store().begin().await?;
    match standing(&bank, &mut tx, brand, &visit).await? {
        Standing::Open(open) => {
            let (mut request, consent) = *open;
            if !request.record.opened {
                request.record.opened = true;
                request.save(&mut tx).await?;
            }
            let setting = setting(brand, &visit, request.record.ui_locales.as_deref(), &headers);
            let page = form(&mut tx, &setting, &request.record, &consent.record, false).await?;
            tx.commit().await?;
            Ok(page)
        }
        dead => Ok(dead_page(&setting(brand, &visit, None, &headers), dead)),
    }
}

/// Takes the decision and leads back to the client with a code, or with `access_denied`.
pub(crate) async fn answer(
    State(bank): State<Bank>,
    Path(brand): Path<String>,
    Query(visit): Query<Visit>,
    headers: HeaderMap,
    Form(answer): Form<Answer>,
) -> Result<Response, OauthError> {
    let brand = brand_of(&brand)?;
    let mut tx = bank.store().begin().await?;
    let (mut request, mut consent) = match standing(&bank, &mut tx, brand, &visit).await? {
        Standing::Open(open) => *open,
        // A second tap: the first answer stands, and the browser still has to get back.
        Standing::Answered(url) => return Ok(Redirect::to(url.as_str()).into_response()),
        dead => return Ok(dead_page(&setting(brand, &visit, None, &headers), dead)),
    };
    let account = answer.account.as_deref().and_then(|account| account.parse::<Account>().ok());
    let way_back = match (answer.decision.as_deref(), account) {
        (Some("approve"), Some(account)) => {
            approve(&bank, &mut tx, &request.record, &mut consent.record, account).await?
        }
        (Some("decline"), _) => decline(&bank, &request.record, &mut consent.record),
        _ => {
            let setting = setting(brand, &visit, request.record.ui_locales.as_deref(), &headers);
            return form(&mut tx, &setting, &request.record, &consent.record, true).await;
        }
    };
    consent.save(&mut tx).await?;
    request.record.answered = Some(way_back.clone());
    request.save(&mut tx).await?;
    tx.commit().await?;
    Ok(Redirect::to(way_back.as_str()).into_response())
}

async fn standing(
    bank: &Bank,
    db: &mut SqliteConnection,
    brand: Brand,
    visit: &Visit,
) -> sqlx::Result<Standing> {
    let uri = visit.request_uri.as_deref().unwrap_or_default();
    let Some(request) = Stored::<PushedRequest>::find(db, uri).await? else {
        return Ok(Standing::Unknown);
    };
    let pushed = &request.record;
    if visit.client_id.as_deref() != Some(pushed.client_id.as_str()) || pushed.brand != brand {
        return Ok(Standing::Unknown);
    }
    if let Some(url) = &pushed.answered {
        return Ok(Standing::Answered(url.clone()));
    }
    let consent = Stored::<Consent>::find(db, &pushed.consent_id).await?;
    let (now, in_time) = (bank.now(), pushed.opened || bank.now() < pushed.expires_at);
    Ok(match consent {
        Some(consent) if in_time && consent.record.status(now) == ConsentStatus::Awau => {
            Standing::Open(Box::new((request, consent)))
        }
        _ => {
            let why =
                [("error", "access_denied"), ("error_description", "The customer did not answer in time")];
            Standing::Expired(pushed.way_back(&bank.issuer(brand), &why))
        }
    })
}

async fn approve(
    bank: &Bank,
    db: &mut SqliteConnection,
    request: &PushedRequest,
    consent: &mut Consent,
    account: Account,
) -> sqlx::Result<Url> {
    let (code, now) = (keys::token(), bank.now());
    let grant = CodeGrant {
        client_id: request.client_id.clone(),
        brand: request.brand,
        consent_id: request.consent_id.clone(),
        redirect_uri: request.redirect_uri.clone(),
        nonce: request.nonce.clone(),
        state: request.state.clone(),
        code_challenge: request.code_challenge.clone(),
        authenticated_at: now,
    };
    sqlx::query("INSERT INTO codes (code, body, expires_at) VALUES ($1, $2, $3)")
        .bind(&code)
        .bind(store::write(&grant)?)
        .bind(bank.after(bank.settings().code_ttl))
        .execute(db)
        .await?;
    consent.account = Some(account);
    consent.become_status(ConsentStatus::Auth, None, now);
    Ok(request.way_back(&bank.issuer(request.brand), &[("code", &code)]))
}

fn decline(bank: &Bank, request: &PushedRequest, consent: &mut Consent) -> Url {
    consent.become_status(ConsentStatus::Rjct, Some("CUST"), bank.now());
    let why = [("error", "access_denied"), ("error_description", "The customer declined the payment")];
    request.way_back(&bank.issuer(request.brand), &why)
}

fn setting(brand: Brand, visit: &Visit, ui_locales: Option<&str>, headers: &HeaderMap) -> Setting {
    let accepted = headers.get("accept-language").and_then(|value| value.to_str().ok());
    Setting {
        brand,
        locale: Locale::choose(visit.lang.as_deref(), ui_locales, accepted),
        client_id: visit.client_id.clone().unwrap_or_default(),
        request_uri: visit.request_uri.clone().unwrap_or_default(),
    }
}

async fn form(
    db: &mut SqliteConnection,
    setting: &Setting,
    request: &PushedRequest,
    consent: &Consent,
    again: bool,
) -> Result<Response, OauthError> {
    let order =
        consent.order().map_err(|_| OauthError::new("invalid_request", "the consent is unreadable"))?;
    let mut balances = Vec::with_capacity(Account::ALL.len());
    for account in Account::ALL {
        balances.push((account, ledger::available(db, consent.brand, account, &order.money).await?));
    }
    Ok(pages::authorise(setting, &Asked { order, balances, way_back: &request.redirect_uri, again }))
}

fn dead_page(setting: &Setting, standing: Standing) -> Response {
    let (dead, way_back) = match standing {
        Standing::Answered(url) => (Dead::Answered, Some(url)),
        Standing::Expired(url) => (Dead::Expired, Some(url)),
        Standing::Unknown | Standing::Open(_) => (Dead::Unknown, None),
    };
    pages::dead(setting, dead, way_back.as_ref())
}
