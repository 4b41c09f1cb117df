//! `GET /payments/links/{id}/usages.csv`: the usages of a link, as a file.

use app::dashboard::usage_filter_of_address;
use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use domain::id::LinkId;
use engine::usages::Usage;

use super::csv::File;
use crate::{Remit, api::show::moment, path::Id, problem::Problem, session::SignedIn};

/// Behind these stands one column for each field of the link.
const COLUMNS: [&str; 14] = [
    "id",
    "status",
    "payment_status",
    "amount",
    "currency",
    "started_at",
    "finished_at",
    "reversed_at",
    "payment_id",
    "bank",
    "failure_code",
    "failure_message",
    "customer_id",
    "page_url",
];

/// The usages that the filters of an address let through, newest first, as they are read.
pub(super) async fn export(
    State(remit): State<Remit>,
    SignedIn { session, .. }: SignedIn,
    Id(id): Id<LinkId>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let actor = session.actor();
    let link = remit.engine.get_link(&actor, id).await?;
    let account = remit.engine.account(session.account).await?;
    let now = remit.engine.now();
    let filter = usage_filter_of_address(&query.unwrap_or_default(), now, &account.time_zone);
    let fields: Vec<_> = link.identifiers.into_iter().map(|identifier| identifier.key).collect();
    let named = fields.iter().map(|key| format!("identifiers.{key}"));
    let head = COLUMNS.map(str::to_owned).into_iter().chain(named).collect();
    let reader = remit.clone();
    let list = move |request| {
        let (remit, actor, filter) = (reader.clone(), actor.clone(), filter.clone());
        async move { remit.engine.list_usages(&actor, id, &filter, &request).await }
    };
    let file = File {
        name: "usages.csv",
        head,
        list,
        id: |usage: &Usage| usage.id,
        row: move |usage: &Usage| row(&remit, &fields, usage),
    };
    Ok(file.send())
}

/// `fields` are the keys of the link's fields, in their order.
fn row(remit: &Remit, fields: &[String], usage: &Usage) -> Vec<String> {
    let failure = usage.failure.as_ref();
    let own = [
        usage.id.to_string(),
        usage.state.status().as_str().to_owned(),
        usage.payment.map(|payment| payment.status.as_str().to_owned()).unwrap_or_default(),
        usage.money.decimal(),
        usage.money.currency().code().to_owned(),
        moment(usage.started_at),
        usage.finished_at.map(moment).unwrap_or_default(),
        usage.reversed_at.map(moment).unwrap_or_default(),
        usage.payment.map(|payment| payment.id.to_string()).unwrap_or_default(),
        usage.bank_id.clone(),
        failure.map(|failure| failure.code.as_str().to_owned()).unwrap_or_default(),
        failure.map(|failure| failure.message.clone()).unwrap_or_default(),
        usage.customer_id.map(|id| id.to_string()).unwrap_or_default(),
        remit.url(&format!("u/{}", usage.token)),
    ];
    let value = |key: &String| {
        let one = usage.collected.iter().find(|one| one.key == *key);
        one.and_then(|one| one.value.clone()).unwrap_or_default()
    };
    own.into_iter().chain(fields.iter().map(value)).collect()
}
