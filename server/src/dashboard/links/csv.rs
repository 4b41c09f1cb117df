//! Lists as a spreadsheet reads them.

use std::{future::Future, io};

use axum::{
    body::{Body, Bytes},
    response::{IntoResponse as _, Response},
};
use engine::page::{Cursor, Page, PageRequest};
use futures_util::stream;
use http::header;

/// Rows read from the database at once.
const PAGE: u32 = 100;

/// Without it Excel takes UTF-8 for the machine's old encoding, and Arabic for nonsense.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A list whose rows are read while the file is sent.
pub(super) struct File<T, I, List, Row> {
    pub name: &'static str,
    pub head: Vec<String>,
    /// Reads a page.
    pub list: List,
    pub id: fn(&T) -> I,
    pub row: Row,
}

enum Next<I> {
    Head,
    Page(Option<Cursor<I>>),
    Nothing,
}

impl<T, I, List, Row, Reading> File<T, I, List, Row>
where
    T: Send + 'static,
    I: Send + 'static,
    List: Fn(PageRequest<I>) -> Reading + Send + 'static,
    Reading: Future<Output = engine::Result<Page<T>>> + Send + 'static,
    Row: Fn(&T) -> Vec<String> + Send + 'static,
{
    /// The reply, to be saved under the name.
    pub fn send(self) -> Response {
        let disposition = format!("attachment; filename=\"{}\"", self.name);
        let headers = [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
        ];
        let body = stream::try_unfold((self, Next::Head), |(file, next)| file.piece(next));
        (headers, Body::from_stream(body)).into_response()
    }

    /// The next piece of the file, one page long.
    async fn piece(self, next: Next<I>) -> io::Result<Option<(Bytes, (Self, Next<I>))>> {
        let cursor = match next {
            Next::Head => {
                let head = [BYTE_ORDER_MARK.as_bytes(), &*lines([self.head.clone()])?].concat().into();
                return Ok(Some((head, (self, Next::Page(None)))));
            }
            Next::Page(cursor) => cursor,
            Next::Nothing => return Ok(None),
        };
        let request = PageRequest::try_new(PAGE, cursor).unwrap_or_default();
        let page = (self.list)(request).await.map_err(io::Error::other)?;
        let last = page.items.last().map(|item| Cursor::StartingAfter((self.id)(item)));
        let rows = lines(page.items.iter().map(&self.row))?;
        let next = if page.has_more { Next::Page(last) } else { Next::Nothing };
        Ok(Some((rows, (self, next))))
    }
}

fn lines(rows: impl IntoIterator<Item = impl IntoIterator<Item = String>>) -> io::Result<Bytes> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.into_iter().map(harmless))?;
    }
    Ok(writer.into_inner().map_err(::csv::IntoInnerError::into_error)?.into())
}

/// A spreadsheet takes a cell that begins like this for a formula; with an apostrophe it is a text.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_cell_is_never_a_formula() {
        let cells = ["=1+1", "+971", "-2", "@x", "\tx", "a=b", ""].map(|cell| harmless(cell.to_owned()));
        assert_eq!(cells, ["'=1+1", "'+971", "'-2", "'@x", "'\tx", "a=b", ""]);
    }
}
