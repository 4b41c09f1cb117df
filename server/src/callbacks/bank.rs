//! `GET /callbacks/bank`: the customer comes back from the bank.

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    response::{IntoResponse as _, Redirect, Response},
};
use engine::usages::{BankOutcome, BankReturn};
use serde::Deserialize;

use crate::{Remit, checkout, checkout::Visit, problem::Problem};

/// What OAuth lets a bank append to the redirect URI.
#[derive(Deserialize)]
pub(super) struct Back {
    state: Option<String>,
    code: Option<String>,
    error: Option<String>,
}

/// Notes what the customer decided and leads to the result page, which tells the rest. Whatever the bank
/// appends, the customer never sees a bare error.
pub(super) async fn back(
    State(remit): State<Remit>,
    visit: Visit,
    back: Result<Query<Back>, QueryRejection>,
) -> Result<Response, Problem> {
    let Ok(Query(Back { state, code, error })) = back else { return Ok(checkout::unknown(&remit, visit)) };
    let outcome = match (code, error) {
        (_, Some(error)) => BankOutcome::Declined { error },
        (Some(code), None) => BankOutcome::Approved { code },
        (None, None) => return Ok(checkout::unknown(&remit, visit)),
    };
    let Some(state) = state else { return Ok(checkout::unknown(&remit, visit)) };
    match remit.engine.return_from_bank(BankReturn { state, outcome }).await? {
        Some(token) => Ok(Redirect::to(&format!("/u/{token}")).into_response()),
        None => Ok(checkout::unknown(&remit, visit)),
    }
}
