//! `GET /payments/links.csv`

use app::dashboard::filter_of_address;
use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use engine::links::Link;

use super::csv::File;
use crate::{Remit, api::show::moment, problem::Problem, session::SignedIn};

const COLUMNS: [&str; 15] = [
    "id",
    "name",
    "title",
    "reference",
    "status",
    "amount",
    "currency",
    "max_usages",
    "completed_usages",
    "reserved_usages",
    "expires_at",
    "created_at",
    "url",
    "slug",
    "destination_id",
];

/// The links that the filters of an address let through, in its order, as they are read.
pub(super) async fn export(
    State(remit): State<Remit>,
    SignedIn { session, .. }: SignedIn,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let account = remit.engine.account(session.account).await?;
    let filter = filter_of_address(&query.unwrap_or_default(), remit.engine.now(), &account.time_zone);
    let (reader, actor) = (remit.clone(), session.actor());
    let list = move |request| {
        let (remit, actor, filter) = (reader.clone(), actor.clone(), filter.clone());
        async move { remit.engine.list_links(&actor, &filter, &request).await }
    };
    let file = File {
        name: "payment-links.csv",
        head: COLUMNS.map(str::to_owned).into(),
        list,
        id: |link: &Link| link.id,
        row: move |link: &Link| row(&remit, link).into(),
    };
    Ok(file.send())
}

fn row(remit: &Remit, link: &Link) -> [String; 15] {
    [
        link.id.to_string(),
        link.name.clone().unwrap_or_default(),
        link.title.clone().unwrap_or_default(),
        link.reference.clone(),
        link.status(remit.engine.now()).as_str().to_owned(),
        link.money.decimal(),
        link.money.currency().code().to_owned(),
        link.slots.max_usages.to_string(),
        link.slots.completed.to_string(),
        link.slots.started.to_string(),
        link.lifecycle.expires_at.map(moment).unwrap_or_default(),
        moment(link.created_at),
        remit.engine.link_url(link),
        link.slug.clone(),
        link.destination_id.to_string(),
    ]
}
