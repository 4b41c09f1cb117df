//! `POST /l/{slug}`: Pay was pressed.

use app::checkout::model::{Alert, Body, Resend};
use axum::{
    body::Bytes,
    extract::State,
    response::{AppendHeaders, IntoResponse as _, Redirect, Response},
};
use domain::{Refusal, identifier::ValueError, link::admit, usage::UsageState};
use engine::{
    links::{Link, PublicLink, Visits},
    usages::{Start, StartUsage},
};
use http::{StatusCode, header::SET_COOKIE};

use super::{
    Code, Visit, Whose,
    model::{self, Filling},
    respond,
    show::{attempt, to_attempt},
    unknown,
    visit::remember,
};
use crate::{Remit, problem::Problem};

/// What the form sent, as it was typed.
struct Sent {
    values: Vec<(String, String)>,
    bank: String,
    /// `None` when it is none that a page of ours has made.
    attempt: Option<String>,
    /// The attempt this one goes on from.
    earlier: Option<String>,
    /// *Pay again* was pressed.
    again: bool,
}

impl Sent {
    fn read(body: &[u8]) -> Self {
        let values: Vec<(String, String)> = serde_urlencoded::from_bytes(body).unwrap_or_default();
        let find = |name: &str| values.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        let attempt = find("attempt").filter(|token| (16..=128).contains(&token.len()));
        let (bank, earlier) = (find("bank").unwrap_or_default(), find("earlier"));
        Self { bank, attempt, earlier, again: find("again").as_deref() == Some("yes"), values }
    }

    fn value(&self, key: &str) -> String {
        self.values.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone()).unwrap_or_default()
    }
}

/// What the form says when it is shown again.
struct Again {
    errors: Vec<(String, ValueError)>,
    bank_error: bool,
    why: Why,
}

/// Why it is shown again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    /// There is something to correct.
    Wrong,
    /// The attempt is over: another press is another one.
    Unreachable,
    /// The form came without an attempt.
    OutOfDate,
    /// This number has paid already: pay again?
    PaidBefore,
}

impl Again {
    const fn only(why: Why) -> Self {
        Self { errors: Vec::new(), bank_error: false, why }
    }

    const fn status(&self) -> StatusCode {
        match self.why {
            Why::Wrong | Why::OutOfDate => StatusCode::UNPROCESSABLE_ENTITY,
            Why::Unreachable => StatusCode::BAD_GATEWAY,
            Why::PaidBefore => StatusCode::CONFLICT,
        }
    }
}

pub(super) async fn pay(
    State(remit): State<Remit>,
    visit: Visit,
    Code(slug): Code,
    body: Bytes,
) -> Result<Response, Problem> {
    let sent = Sent::read(&body);
    let Some(attempt) = &sent.attempt else { return out_of_date(&remit, visit, &slug, &sent).await };
    let again = match remit.engine.start_usage(start(&slug, attempt, &sent, &visit)).await? {
        Start::Redirect { url, token } => {
            let cookies = remember(&remit, &slug, sent.bank, token).map(|cookie| (SET_COOKIE, cookie));
            return Ok((AppendHeaders(cookies), Redirect::to(&url)).into_response());
        }
        Start::Over { token } => {
            return Ok(Redirect::to(&visit.onward(format!("/u/{token}"))).into_response());
        }
        Start::NotFound => return Ok(unknown(&remit, visit)),
        Start::Refused { refusal, until } => {
            return refused(&remit, visit, &slug, &sent, (refusal, until)).await;
        }
        Start::Invalid(errors) => Again { errors, bank_error: sent.bank.is_empty(), why: Why::Wrong },
        Start::NoSuchBank => Again { bank_error: true, ..Again::only(Why::Wrong) },
        Start::BankUnavailable => Again::only(Why::Unreachable),
        Start::PaidBefore => Again::only(Why::PaidBefore),
    };
    form(&remit, visit, &slug, &sent, again).await
}

fn start(slug: &str, attempt: &str, sent: &Sent, visit: &Visit) -> StartUsage {
    StartUsage {
        slug: slug.to_owned(),
        attempt: attempt.to_owned(),
        bank: sent.bank.clone(),
        values: sent.values.clone(),
        locale: visit.locale,
        again: sent.again,
        earlier: sent.earlier.clone(),
    }
}

/// Without an attempt nothing starts. A link that would have refused says so; another shows its form, now
/// with an attempt.
async fn out_of_date(remit: &Remit, visit: Visit, slug: &str, sent: &Sent) -> Result<Response, Problem> {
    let Some(PublicLink { link, .. }) = remit.engine.public_link(slug).await? else {
        return Ok(unknown(remit, visit));
    };
    match admit(&link.lifecycle, link.slots, remit.engine.now()) {
        Ok(()) => form(remit, visit, slug, sent, Again::only(Why::OutOfDate)).await,
        Err(refusal) => {
            let until = super::until(remit, &link, refusal).await?;
            refused(remit, visit, slug, sent, (refusal, until)).await
        }
    }
}

/// The link's own page for a no; being full is a conflict when somebody pressed Pay, and what they sent goes along
/// until there is a place.
async fn refused(
    remit: &Remit,
    visit: Visit,
    slug: &str,
    sent: &Sent,
    (refusal, until): (Refusal, Option<domain::Timestamp>),
) -> Result<Response, Problem> {
    let Some(PublicLink { link, account }) = remit.engine.public_link(slug).await? else {
        return Ok(unknown(remit, visit));
    };
    // Only the change is refused: the attempt itself still waits at the bank.
    if let Some(page) = attempt(remit, sent.earlier.as_deref(), &link).await?
        && page.usage.state == UsageState::AwaitingCustomer
    {
        return Ok(to_attempt(&visit, &page));
    }
    remit.engine.count_visit(link.id, Visits::refused(refusal));
    let (status, mut body) = model::refused(remit, visit.locale, (&link, &account), refusal, until);
    if let Body::Full(full) = &mut body {
        full.resend = Some(resend(remit, &visit, &link, sent));
    }
    let status = if refusal == Refusal::LinkFull { StatusCode::CONFLICT } else { status };
    Ok(respond(remit, visit, Some(Whose { account: &account, link: &link }), status, body))
}

/// The same again, once there is a place.
fn resend(remit: &Remit, visit: &Visit, link: &Link, sent: &Sent) -> Resend {
    let typed = link.identifiers.iter().map(|asked| (asked.key.clone(), sent.value(&asked.key)));
    let attempt = sent.attempt.clone().unwrap_or_else(|| remit.make.token());
    let mut fields: Vec<(String, String)> = typed.collect();
    fields.extend([("bank".to_owned(), sent.bank.clone()), ("attempt".to_owned(), attempt)]);
    if sent.again {
        fields.push(("again".to_owned(), "yes".to_owned()));
    }
    Resend { action: visit.onward(format!("/l/{}", link.slug)), fields }
}

/// The form again, with every value kept.
async fn form(
    remit: &Remit,
    visit: Visit,
    slug: &str,
    sent: &Sent,
    again: Again,
) -> Result<Response, Problem> {
    let Some(PublicLink { link, account }) = remit.engine.public_link(slug).await? else {
        return Ok(unknown(remit, visit));
    };
    let banks = remit.engine.banks(link.mode).await.unwrap_or_default();
    let chosen = banks.iter().find(|bank| bank.id == sent.bank);
    let unreachable =
        || chosen.map_or(Alert::NoBank, |bank| Alert::BankUnreachable(model::bank_name(visit.locale, bank)));
    let alert = match again.why {
        Why::Wrong => None,
        Why::Unreachable => Some(unreachable()),
        Why::OutOfDate => Some(Alert::OutOfDate),
        Why::PaidBefore => Some(Alert::PaidBefore),
    };
    let error = |key: &str| again.errors.iter().find(|(name, _)| name == key).map(|(_, error)| *error);
    let kept = sent.attempt.clone().filter(|_| again.why != Why::Unreachable);
    let filling = Filling {
        attempt: kept.unwrap_or_else(|| remit.make.token()),
        earlier: sent.earlier.clone(),
        waiting: None,
        value: &|key| (sent.value(key), error(key)),
        chosen_bank: Some(sent.bank.as_str()).filter(|bank| !bank.is_empty()),
        bank_error: again.bank_error,
        alert,
    };
    let body: Body = model::checkout(remit, &visit, (&link, &account), &banks, filling);
    Ok(respond(remit, visit, Some(Whose { account: &account, link: &link }), again.status(), body))
}
