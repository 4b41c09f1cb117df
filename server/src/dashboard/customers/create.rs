//! `POST /customers/new`

use app::dashboard::{CUSTOMERS, CustomerForm};
use axum::{
    Form,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use http::request::Parts;

use super::again::{again, locale};
use crate::{
    Remit,
    dashboard::form::{Pairs, check},
    problem::Problem,
    session::SignedIn,
};

/// Creates a customer and shows it.
pub(super) async fn create(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    parts: Parts,
    Form(entered): Form<Pairs>,
) -> Result<Response, Problem> {
    check(&signed_in, &entered)?;
    let mut form = CustomerForm::new(locale(&parts), entered);
    let Some(new) = form.read() else { return Ok(again(&remit, signed_in, parts, form).await) };
    match remit.engine.create_customer(&signed_in.session.actor(), new).await {
        Ok(made) => Ok(Redirect::to(&format!("{CUSTOMERS}/{}", made.id)).into_response()),
        Err(error) => {
            form.refuse(error)?;
            Ok(again(&remit, signed_in, parts, form).await)
        }
    }
}
