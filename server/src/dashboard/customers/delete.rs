//! `POST /customers/{id}/delete`

use app::dashboard::CUSTOMERS;
use axum::{Form, extract::State, response::Redirect};
use domain::id::CustomerId;

use crate::{
    Remit,
    dashboard::form::{Pairs, check},
    path::Id,
    problem::Problem,
    session::SignedIn,
};

/// Deletes a customer, and leads to the list.
pub(super) async fn delete(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Id(id): Id<CustomerId>,
    Form(entered): Form<Pairs>,
) -> Result<Redirect, Problem> {
    check(&signed_in, &entered)?;
    remit.engine.delete_customer(&signed_in.session.actor(), id).await?;
    Ok(Redirect::to(CUSTOMERS))
}
