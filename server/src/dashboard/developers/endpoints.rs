//! `POST /developers/webhooks/created`, and `/developers/webhooks/{id}/` with `edit`, `pause`, `enable`, `rotated` and
//! `delete`

use app::dashboard::developers::{EndpointForm, MadeSecret, Once, webhooks::ALL};
use axum::{
    Form,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use domain::{access::Permission, id::EndpointId};
use engine::{
    Error,
    webhooks::{EndpointEdit, SettableStatus},
};
use http::request::Parts;

use crate::{
    Remit,
    dashboard::{
        form::{Pairs, check},
        once,
    },
    path::Id,
    problem::Problem,
    session::SignedIn,
};

/// Makes an endpoint, and shows its secret once; or the form again, with what is wrong.
pub(in crate::dashboard) async fn create(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    parts: Parts,
    Form(sent): Form<Pairs>,
) -> Result<Response, Problem> {
    check(&signed_in, &sent)?;
    may_write(&signed_in)?;
    let actor = signed_in.session.actor();
    let mut form = EndpointForm::sent(&sent);
    let new = form.read(|text| remit.engine.parse_endpoint_url(text, actor.mode));
    let Some(new) = new else {
        return Ok(once::page(&remit, signed_in, parts, Once::EndpointForm(form)).await);
    };
    let once = match remit.engine.create_endpoint(&actor, new).await {
        Ok(made) => Once::Secret(MadeSecret { id: made.endpoint.id, secret: made.secret, old_until: None }),
        Err(error) => {
            form.refuse(error)?;
            Once::EndpointForm(form)
        }
    };
    Ok(once::page(&remit, signed_in, parts, once).await)
}

/// Changes an endpoint and shows what it is now; or the form again, with what is wrong.
pub(in crate::dashboard) async fn edit(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Id(id): Id<EndpointId>,
    parts: Parts,
    Form(sent): Form<Pairs>,
) -> Result<Response, Problem> {
    check(&signed_in, &sent)?;
    may_write(&signed_in)?;
    let actor = signed_in.session.actor();
    let kept = remit.engine.get_endpoint(&actor, id).await?.url;
    let mut form = EndpointForm::sent(&sent);
    match form.read_edit(&kept, |text| remit.engine.parse_endpoint_url(text, actor.mode)) {
        Some(edit) => {
            remit.engine.edit_endpoint(&actor, id, edit).await?;
            Ok(Redirect::to(&format!("{ALL}/{id}")).into_response())
        }
        None => Ok(once::page(&remit, signed_in, parts, Once::EndpointForm(form)).await),
    }
}

/// Before what was entered is judged: whoever may not change anything is not told how to.
fn may_write(signed_in: &SignedIn) -> Result<(), Error> {
    if signed_in.session.actor().may(Permission::WriteWebhooks) { Ok(()) } else { Err(Error::Forbidden) }
}

/// Holds an endpoint back.
pub(in crate::dashboard) async fn pause(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Id(id): Id<EndpointId>,
    Form(sent): Form<Pairs>,
) -> Result<Redirect, Problem> {
    check(&signed_in, &sent)?;
    set(&remit, &signed_in, id, SettableStatus::Paused).await
}

/// Sends to it again.
pub(in crate::dashboard) async fn enable(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Id(id): Id<EndpointId>,
    Form(sent): Form<Pairs>,
) -> Result<Redirect, Problem> {
    check(&signed_in, &sent)?;
    set(&remit, &signed_in, id, SettableStatus::Enabled).await
}

async fn set(
    remit: &Remit,
    signed_in: &SignedIn,
    id: EndpointId,
    status: SettableStatus,
) -> Result<Redirect, Problem> {
    let edit = EndpointEdit { status: Some(status), ..EndpointEdit::default() };
    remit.engine.edit_endpoint(&signed_in.session.actor(), id, edit).await?;
    Ok(Redirect::to(&format!("{ALL}/{id}")))
}

/// Gives an endpoint a new secret and shows it once.
pub(in crate::dashboard) async fn rotate(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Id(id): Id<EndpointId>,
    parts: Parts,
    Form(sent): Form<Pairs>,
) -> Result<Response, Problem> {
    check(&signed_in, &sent)?;
    let made = remit.engine.rotate_endpoint_secret(&signed_in.session.actor(), id).await?;
    let old_until = made.endpoint.old_secret.map(|old| old.until);
    let once = Once::Secret(MadeSecret { id, secret: made.secret, old_until });
    Ok(once::page(&remit, signed_in, parts, once).await)
}

/// Takes an endpoint out, and leads to the list.
pub(in crate::dashboard) async fn delete(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Id(id): Id<EndpointId>,
    Form(sent): Form<Pairs>,
) -> Result<Redirect, Problem> {
    check(&signed_in, &sent)?;
    remit.engine.delete_endpoint(&signed_in.session.actor(), id).await?;
    Ok(Redirect::to(ALL))
}
