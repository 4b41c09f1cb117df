//! `POST /customers/{id}/edit`

use app::dashboard::{CUSTOMERS, CustomerForm};
use axum::{
    Form,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use domain::id::CustomerId;
use http::request::Parts;

use super::again::{again, locale};
use crate::{
    Remit,
    dashboard::form::{Pairs, check},
    path::Id,
    problem::Problem,
    session::SignedIn,
};

/// Changes a customer and shows what it is now.
pub(super) async fn edit(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Id(id): Id<CustomerId>,
    parts: Parts,
    Form(entered): Form<Pairs>,
) -> Result<Response, Problem> {
    check(&signed_in, &entered)?;
    let mut form = CustomerForm::new(locale(&parts), entered);
    let Some(edit) = form.read_edit() else { return Ok(again(&remit, signed_in, parts, form).await) };
    match remit.engine.edit_customer(&signed_in.session.actor(), id, edit).await {
        Ok(_) => Ok(Redirect::to(&format!("{CUSTOMERS}/{id}")).into_response()),
        Err(error) => {
            form.refuse(error)?;
            Ok(again(&remit, signed_in, parts, form).await)
        }
    }
}
