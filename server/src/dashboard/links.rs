//! The plain forms and files of links: `GET /payments/links.csv`, `POST /payments/links/disable`, and of one link
//! `POST /payments/links/{id}/disable|enable|delete`.

use app::dashboard::{LINKS, filter_of_address};
use axum::{
    Form,
    body::{Body, Bytes},
    extract::{Path, RawQuery, State},
    response::{IntoResponse as _, Redirect, Response},
};
use domain::{access::Actor, id::LinkId, link::SettableStatus};
use engine::{
    Error,
    auth::Session,
    links::{Link, LinkEdit, LinkFilter},
    page::{Cursor, PageRequest},
};
use futures_util::stream;
use http::header;
use serde::Deserialize;

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

fn lines<const N: usize>(rows: impl IntoIterator<Item = [String; N]>) -> Result<Bytes, std::io::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.map(harmless))?;
    }
    Ok(writer.into_inner().map_err(csv::IntoInnerError::into_error)?.into())
}

/// A spreadsheet takes a cell that begins like this for a formula; with an apostrophe it is a text.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

/// Disables the chosen links and leads back to the list.
pub(super) async fn disable(
    State(remit): State<Remit>,
    SignedIn { session, .. }: SignedIn,
    body: Bytes,
) -> Result<Response, Problem> {
    let mut sent: Vec<(String, String)> = serde_urlencoded::from_bytes(&body).unwrap_or_default();
    let find = |name: &str| sent.iter().find(|(given, _)| given == name).map(|(_, value)| value.clone());
    if !session.has_token(find("csrf").unwrap_or_default().as_bytes()) {
        return Err(Problem::new("form_expired", "The page is older than your session."));
    }
    let back = find("back").filter(|back| is_of_list(back)).unwrap_or_else(|| LINKS.to_owned());
    sent.retain(|(name, _)| name == "id");
    let ids = sent.iter().filter_map(|(_, id)| id.parse().ok()).collect();
    remit.engine.disable_links(&session.actor(), ids).await?;
    Ok(Redirect::to(&back).into_response())
}

/// What a form about one link sends.
#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    csrf: String,
    /// Typed to delete the link.
    #[serde(default)]
    name: String,
}

impl Sent {
    fn check(&self, session: &Session) -> Result<(), Problem> {
        if session.has_token(self.csrf.as_bytes()) {
            return Ok(());
        }
        Err(Problem::new("form_expired", "The page is older than your session."))
    }
}

/// Disables or enables one link, and shows it as it is then: also when it was too late for that.
pub(super) async fn set_status(
    status: SettableStatus,
    State(remit): State<Remit>,
    SignedIn { session, .. }: SignedIn,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    sent.check(&session)?;
    let link: LinkId = id.parse().map_err(|_| Problem::not_found("payment link"))?;
    let edit = LinkEdit { status: Some(status), ..LinkEdit::default() };
    match remit.engine.edit_link(&session.actor(), link, edit).await {
        Ok(_) | Err(Error::Refused(_) | Error::Conflict) => {
            Ok(Redirect::to(&format!("{LINKS}/{link}")).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// Deletes one link whose name was typed, and leads to the list.
pub(super) async fn delete(
    State(remit): State<Remit>,
    SignedIn { session, .. }: SignedIn,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    sent.check(&session)?;
    let id: LinkId = id.parse().map_err(|_| Problem::not_found("payment link"))?;
    let link = remit.engine.get_link(&session.actor(), id).await?;
    if sent.name.trim() != link.display_name() {
        return Ok(Redirect::to(&format!("{LINKS}/{id}")).into_response());
    }
    remit.engine.delete_link(&session.actor(), id).await?;
    Ok(Redirect::to(LINKS).into_response())
}

/// The list itself, with any filters.
fn is_of_list(path: &str) -> bool {
    path.strip_prefix(LINKS).is_some_and(|rest| rest.is_empty() || rest.starts_with('?'))
        && !path.contains(|c: char| c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        let cells = ["=1+1", "+971", "-2", "@x", "\tx", "a=b", ""].map(|cell| harmless(cell.to_owned()));
        assert_eq!(cells, ["'=1+1", "'+971", "'-2", "'@x", "'\tx", "a=b", ""]);
    }

    #[test]
    fn back_leads_to_the_list_only() {
        for (path, expected) in [
            ("/payments/links", true),
            ("/payments/links?status=active", true),
            ("/payments/links/new", false),
            ("//evil.test", false),
            ("/payments/linksevil", false),
        ] {
            assert_eq!(is_of_list(path), expected, "{path}");
        }
    }
}
