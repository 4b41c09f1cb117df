//! `GET /l/{slug}`: the form, or why there is none.

use axum::{extract::State, response::Response};
use domain::link::admit;
use engine::links::Visits;

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
    let (link, account) = (&public.link, &public.account);
    let whose = Some(Whose { account, link });
    let admitted = admit(&link.lifecycle, link.slots, remit.engine.now());
    if visit.opens {
        remit.engine.count_visit(link.id, Visits::opened(admitted.err()));
    }
    if let Err(refusal) = admitted {
        let until = super::until(&remit, link, refusal).await?;
        let (status, body) = model::refused(&remit, visit.locale, (link, account), refusal, until);
        return Ok(respond(&remit, visit, whose, status, body));
    }
    // Without its banks the page still shows, and says that none can be reached.
    let banks = remit.engine.banks(link.mode).await.unwrap_or_default();
    let filling = Filling {
        attempt: remit.make.token(),
        value: &|key| (visit.prefill(key).unwrap_or_default().to_owned(), None),
        chosen_bank: None,
        bank_error: false,
        alert: None,
    };
    let body = model::checkout(&remit, &visit, (link, account), &banks, filling);
    Ok(respond(&remit, visit, whose, http::StatusCode::OK, body))
}
