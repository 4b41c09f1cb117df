//! `GET /payments/links.csv`

use app::dashboard::filter_of_address;
use axum::{
    body::{Body, Bytes},
    extract::{RawQuery, State},
    response::{IntoResponse as _, Response},
};
use domain::{access::Actor, id::LinkId};
use engine::{
    links::{Link, LinkFilter},
    page::{Cursor, PageRequest},
};
use futures_util::stream;
use http::header;

use super::csv::lines;
use crate::{Remit, api::show::moment, problem::Problem, session::SignedIn};

/// Links read from the database at once.
const PAGE: u32 = 100;

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
    let export = Export { remit, actor: session.actor(), filter, next: Next::Head };
    let body = Body::from_stream(stream::try_unfold(export, Export::piece));
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"payment-links.csv\""),
    ];
    Ok((headers, body).into_response())
}

struct Export {
    remit: Remit,
    actor: Actor,
    filter: LinkFilter,
    next: Next,
}

enum Next {
    Head,
    Page(Option<Cursor<LinkId>>),
    Nothing,
}

impl Export {
    /// The next piece of the file, one page of links long.
    async fn piece(mut self) -> Result<Option<(Bytes, Self)>, std::io::Error> {
        let cursor = match self.next {
            Next::Head => {
                self.next = Next::Page(None);
                return Ok(Some((lines([COLUMNS.map(str::to_owned)])?, self)));
            }
            Next::Page(cursor) => cursor,
            Next::Nothing => return Ok(None),
        };
        let request = PageRequest::try_new(PAGE, cursor).unwrap_or_default();
        let page = self.remit.engine.list_links(&self.actor, &self.filter, &request).await;
        let page = page.map_err(std::io::Error::other)?;
        let last = page.items.last().map(|link| Cursor::StartingAfter(link.id));
        self.next = if page.has_more { Next::Page(last) } else { Next::Nothing };
        let rows = lines(page.items.iter().map(|link| row(&self.remit, link)))?;
        Ok(Some((rows, self)))
    }
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
