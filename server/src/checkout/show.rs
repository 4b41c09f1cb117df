//! `GET /l/{slug}`: the form, or why there is none; or the link that took its place. With `?again={token}` it is filled with what was
//! entered before.

use axum::{
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use domain::{Refusal, link::admit, usage::UsageState};
use engine::{
    links::{Link, PublicLink, Visits},
    rails::Bank,
    usages::UsagePage,
};

use super::{
    Code, Visit, Whose,
    model::{self, Filling},
    respond, unknown,
};
use crate::{Remit, problem::Problem};

pub(super) async fn show(
    State(remit): State<Remit>,
    visit: Visit,
    Code(slug): Code,
) -> Result<Response, Problem> {
    let Some(public) = remit.engine.public_link(&slug).await? else { return Ok(unknown(&remit, visit)) };
    let again = attempt(&remit, visit.again(), &public.link).await?;
    let own = match &again {
        Some(again) => Some(again.clone()),
        None => attempt(&remit, visit.attempt.as_deref(), &public.link).await?,
    };
    let admitted = admit(&public.link.lifecycle, public.link.slots, remit.engine.now());
    if let Some(page) = own.as_ref().filter(|page| leads(page.usage.state, admitted.is_ok())) {
        return Ok(to_attempt(&visit, page));
    }
    let waits = own.filter(|page| page.usage.state == UsageState::AwaitingCustomer);
    if admitted.is_err()
        && waits.is_none()
        && let Some(successor) = remit.engine.successor(&public).await?
    {
        return Ok(Redirect::to(&visit.at_link(&successor.slug)).into_response());
    }
    if visit.opens {
        // Who is led to an attempt of their own is not turned away.
        let turned_away = admitted.err().filter(|_| waits.is_none());
        remit.engine.count_visit(public.link.id, Visits::opened(turned_away));
    }
    match admitted {
        Ok(()) => {}
        // Who mends an attempt that waits has a place already.
        Err(Refusal::LinkFull) if again.is_some() && waits.is_some() => {}
        Err(refusal) => return refused(&remit, visit, &public, (refusal, waits)).await,
    }
    // Without its banks the page still shows, and says that none can be reached.
    let banks = remit.engine.banks(public.link.mode).await.unwrap_or_default();
    Ok(form(&remit, visit, &public, &banks, (again, waits)))
}

/// Whether the link's address leads its own customer to this attempt. While the bank may have the payment, the
/// form would invite to pay twice; who has paid is led to it where no other payment can be taken.
const fn leads(state: UsageState, admits: bool) -> bool {
    match state {
        UsageState::Submitting => true,
        UsageState::PaymentCreated => !admits,
        _ => false,
    }
}

pub(super) fn to_attempt(visit: &Visit, page: &UsagePage) -> Response {
    Redirect::to(&visit.onward(format!("/u/{}", page.usage.token))).into_response()
}

/// An attempt at this link, reached through its secret alone.
pub(super) async fn attempt(
    remit: &Remit,
    token: Option<&str>,
    link: &Link,
) -> Result<Option<UsagePage>, engine::Error> {
    let Some(token) = token else { return Ok(None) };
    Ok(remit.engine.usage_page(token).await?.filter(|page| page.link.id == link.id))
}

/// A link that admits nobody still leads its own customer to the attempt that waits.
async fn refused(
    remit: &Remit,
    visit: Visit,
    public: &PublicLink,
    (refusal, waits): (Refusal, Option<UsagePage>),
) -> Result<Response, Problem> {
    if let Some(page) = waits {
        return Ok(to_attempt(&visit, &page));
    }
    let (link, account) = (&public.link, &public.account);
    let until = super::until(remit, link, refusal).await?;
    let (status, body) = model::refused(remit, visit.locale, (link, account), refusal, until);
    Ok(respond(remit, visit, Some(Whose { account, link }), status, body))
}

fn form(
    remit: &Remit,
    visit: Visit,
    public: &PublicLink,
    banks: &[Bank],
    (again, waits): (Option<UsagePage>, Option<UsagePage>),
) -> Response {
    let (link, account) = (&public.link, &public.account);
    let entered = |key: &str| {
        let one = again.as_ref()?.usage.collected.iter().find(|one| one.key == key)?;
        one.typed.clone().or_else(|| one.value.clone())
    };
    let filling = Filling {
        attempt: remit.make.token(),
        earlier: waits.as_ref().filter(|_| again.is_some()).map(|page| page.usage.token.clone()),
        waiting: waits.map(|page| model::waiting(remit, &visit, &page, banks)),
        value: &|key| (entered(key).or_else(|| visit.prefill(key)).unwrap_or_default(), None),
        chosen_bank: again.as_ref().map(|page| page.usage.bank_id.as_str()),
        bank_error: false,
        alert: None,
    };
    let body = model::checkout(remit, &visit, (link, account), banks, filling);
    respond(remit, visit, Some(Whose { account, link }), http::StatusCode::OK, body)
}
