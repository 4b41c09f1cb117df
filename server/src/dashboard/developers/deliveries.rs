//! `POST /developers/webhooks/{id}/test`, `/developers/webhooks/{id}/retry` and
//! `/developers/webhooks/deliveries/{id}/retry`

use std::time::Duration;

use app::dashboard::{
    developers::webhooks::{ALL, DELIVERIES},
    moment_of_form,
};
use axum::{Form, extract::State, response::Redirect};
use domain::{
    access::Actor,
    id::{DeliveryId, EndpointId},
};
use engine::{Error, webhooks::Attempted};

use crate::{
    Remit,
    dashboard::form::{Pairs, check, value},
    path::Id,
    problem::Problem,
    session::SignedIn,
};

/// How often, and how long between, a page is held back for an answer: without a script it does not change by itself.
const LOOKS: u32 = 20;
const PAUSE: Duration = Duration::from_millis(50);
/// Calls of 5,000 deliveries each in one form.
const CALLS: u32 = 20;

/// Sends a test event, and shows how it went.
pub(in crate::dashboard) async fn test(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Id(id): Id<EndpointId>,
    Form(sent): Form<Pairs>,
) -> Result<Redirect, Problem> {
    check(&signed_in, &sent)?;
    let actor = signed_in.session.actor();
    match remit.engine.test_endpoint(&actor, id).await {
        Ok(begun) => Ok(shown(&remit, &actor, begun).await?),
        // Its page says why nothing is sent.
        Err(Error::Refused(_)) => Ok(Redirect::to(&format!("{ALL}/{id}"))),
        Err(error) => Err(error.into()),
    }
}

/// Sends a delivery again, and shows how it went.
pub(in crate::dashboard) async fn retry(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Id(id): Id<DeliveryId>,
    Form(sent): Form<Pairs>,
) -> Result<Redirect, Problem> {
    check(&signed_in, &sent)?;
    let actor = signed_in.session.actor();
    match remit.engine.retry_delivery(&actor, id).await {
        Ok(begun) => Ok(shown(&remit, &actor, begun).await?),
        // Its page says why nothing is sent, or that somebody else was first.
        Err(Error::Refused(_) | Error::Conflict) => Ok(Redirect::to(&format!("{DELIVERIES}/{id}"))),
        Err(error) => Err(error.into()),
    }
}

/// Leads to the delivery once there is an answer; or soon without one.
async fn shown(remit: &Remit, actor: &Actor, begun: Attempted) -> Result<Redirect, Error> {
    let id = begun.delivery.id;
    for _ in 0..LOOKS {
        if remit.engine.get_delivery(actor, id).await?.delivery.attempts > begun.delivery.attempts {
            break;
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(Redirect::to(&format!("{DELIVERIES}/{id}")))
}

/// Sends everything again that an endpoint has missed since a moment.
pub(in crate::dashboard) async fn retry_missed(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Id(id): Id<EndpointId>,
    Form(sent): Form<Pairs>,
) -> Result<Redirect, Problem> {
    check(&signed_in, &sent)?;
    let actor = signed_in.session.actor();
    let account = remit.engine.account(actor.account).await?;
    let since = moment_of_form(value(&sent, "since").trim(), remit.engine.now(), &account.time_zone);
    let since =
        since.ok_or_else(|| Error::invalid("since", "invalid_timestamp", "enter a day and a time"))?;
    let back = Redirect::to(&format!("{ALL}/{id}"));
    for _ in 0..CALLS {
        match remit.engine.retry_failed_deliveries(&actor, id, since).await {
            Ok(begun) if begun.has_more => {}
            Ok(_) | Err(Error::Refused(_)) => return Ok(back),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(back)
}
