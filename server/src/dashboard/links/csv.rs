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
        writer.write_record(row.into_iter().map(|cell| harmless(&cell)))?;
    }
    Ok(writer.into_inner().map_err(::csv::IntoInnerError::into_error)?.into())
}

/// A spreadsheet takes a cell that begins like this for a formula; with an apostrophe it is a text.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Where a cell begins in a spreadsheet that does not split lines as they are written: French ones do so at `;`.
const BEGINNING: [char; 5] = [';', '"', '\t', '\r', '\n'];

fn harmless(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len() + 1);
    let mut begins = true;
    for letter in cell.chars() {
        if begins && FORMULA.contains(&letter) {
            text.push('\'');
        }
        text.push(letter);
        begins = BEGINNING.contains(&letter);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_cell_is_never_a_formula() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("+971", "'+971"),
            ("-2", "'-2"),
            ("@x", "'@x"),
            ("\tx", "'\tx"),
            ("x;=1+1", "x;'=1+1"),
            ("x\n=1+1", "x\n'=1+1"),
            ("x;\"=1+1\"", "x;\"'=1+1\""),
            ("\t=1", "'\t'=1"),
            ("a=b; c-d", "a=b; c-d"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell), expected);
        }
    }
}
