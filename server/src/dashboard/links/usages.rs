//! `GET /payments/links/{id}/usages.csv`: the usages of a link, as a file.

use app::dashboard::usage_filter_of_address;
use axum::{
    body::{Body, Bytes},
    extract::{RawQuery, State},
    response::{IntoResponse as _, Response},
};
use domain::{
    access::Actor,
    id::{LinkId, UsageId},
};
use engine::{
    page::{Cursor, PageRequest},
    usages::{Usage, UsageFilter},
};
use futures_util::stream;
use http::header;

use super::csv::lines;
use crate::{Remit, api::show::moment, path::Id, problem::Problem, session::SignedIn};

/// Usages read from the database at once.
const PAGE: u32 = 100;

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
    let fields = link.identifiers.into_iter().map(|identifier| identifier.key).collect();
    let export = Export { remit, actor, link: id, fields, filter, next: Next::Head };
    let body = Body::from_stream(stream::try_unfold(export, Export::piece));
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"usages.csv\""),
    ];
    Ok((headers, body).into_response())
}

struct Export {
    remit: Remit,
    actor: Actor,
    link: LinkId,
    /// The keys of the link's fields, in their order.
    fields: Vec<String>,
    filter: UsageFilter,
    next: Next,
}

enum Next {
    Head,
    Page(Option<Cursor<UsageId>>),
    Nothing,
}

impl Export {
    /// The next piece of the file, one page of usages long.
    async fn piece(mut self) -> Result<Option<(Bytes, Self)>, std::io::Error> {
        let cursor = match self.next {
            Next::Head => {
                self.next = Next::Page(None);
                return Ok(Some((lines([self.head()])?, self)));
            }
            Next::Page(cursor) => cursor,
            Next::Nothing => return Ok(None),
        };
        let request = PageRequest::try_new(PAGE, cursor).unwrap_or_default();
        let page = self.remit.engine.list_usages(&self.actor, self.link, &self.filter, &request).await;
        let page = page.map_err(std::io::Error::other)?;
        let last = page.items.last().map(|usage| Cursor::StartingAfter(usage.id));
        self.next = if page.has_more { Next::Page(last) } else { Next::Nothing };
        let rows = lines(page.items.iter().map(|usage| self.row(usage)))?;
        Ok(Some((rows, self)))
    }

    fn head(&self) -> Vec<String> {
        let fields = self.fields.iter().map(|key| format!("identifiers.{key}"));
        COLUMNS.map(str::to_owned).into_iter().chain(fields).collect()
    }

    fn row(&self, usage: &Usage) -> Vec<String> {
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
            self.remit.url(&format!("u/{}", usage.token)),
        ];
        let value = |key: &String| {
            let one = usage.collected.iter().find(|one| one.key == *key);
            one.and_then(|one| one.value.clone()).unwrap_or_default()
        };
        own.into_iter().chain(self.fields.iter().map(value)).collect()
    }
}
