//! `GET /api/v1/account`

use axum::extract::State;

use super::show;
use crate::{
    Remit,
    api::{
        actor::Caller,
        show::{Reply, ok},
    },
};

pub(super) async fn view(State(remit): State<Remit>, Caller(actor): Caller) -> Reply {
    let (account, return_secret) = remit.engine.own_account(&actor).await?;
    let notices = remit.engine.notices(&actor).await?;
    Ok(ok(show(&account, &return_secret, notices)))
}
