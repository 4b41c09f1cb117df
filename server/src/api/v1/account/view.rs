//! `GET /api/v1/account`

use axum::extract::State;

use super::reply;
use crate::{
    Remit,
    api::{actor::Caller, show::Reply},
};

pub(super) async fn view(State(remit): State<Remit>, Caller(actor): Caller) -> Reply {
    reply(&remit, &actor).await
}
