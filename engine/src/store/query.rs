//! Queries whose filters depend on the request: constant pieces of SQL, values always bound.

use domain::Timestamp;
use sqlx::{
    Any, AnyConnection, AssertSqlSafe, FromRow,
    any::{AnyArguments, AnyRow},
    query::QueryAs,
};

use crate::{
    error::{Error, Result},
    page::{Count, Cursor, Page, PageRequest},
    search::fold,
};

/// Rows that a total goes through before it says that there are more.
const COUNTED: u64 = 10_000;

/// Milliseconds that an id is surely made within of the moment its row names.
const NEAR: i64 = 60_000;

/// A value bound to a placeholder.
#[derive(Clone)]
pub enum Value {
    Text(String),
    Number(i64),
    Bytes(Vec<u8>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<&[u8; 16]> for Value {
    fn from(id: &[u8; 16]) -> Self {
        Self::Bytes(id.to_vec())
    }
}

/// A SELECT under construction. Pieces are `'static`, so nothing a user typed can become SQL.
pub struct Query {
    sql: String,
    values: Vec<Value>,
}

impl Query {
    /// Starts from a SELECT that ends in `WHERE` and its first condition; `?` marks each bound value.
    pub fn new(select: &'static str, values: Vec<Value>) -> Self {
        let mut query = Self { sql: String::new(), values: Vec::new() };
        query.push(select, values);
        query
    }

    /// Adds the order in which rows are gone through, and so the index.
    #[must_use]
    pub fn in_order(mut self, order: &'static str) -> Self {
        self.sql.push_str(order);
        self
    }

    /// Adds `AND (condition)`.
    #[must_use]
    pub fn and(mut self, condition: &'static str, values: Vec<Value>) -> Self {
        self.sql.push_str(" AND (");
        self.push(condition, values);
        self.sql.push(')');
        self
    }

    /// Adds the condition when there is a value for it.
    #[must_use]
    pub fn and_some(self, condition: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.and(condition, vec![value.into()]),
            None => self,
        }
    }

    /// Adds when the rows were made. Their ids begin with a moment near it, and lie in the index that a page is read by:
    /// so nothing is read of what is far outside.
    #[must_use]
    pub fn made_between(self, from: Option<Timestamp>, until: Option<Timestamp>) -> Self {
        self.and_some("created_at >= ?", from.map(Timestamp::millis))
            .and_some("id >= ?", from.map(|from| Value::from(&first_id(from.plus_millis(-NEAR)))))
            .and_some("created_at < ?", until.map(Timestamp::millis))
            .and_some("id < ?", until.map(|until| Value::from(&first_id(until.plus_millis(NEAR)))))
    }

    /// Adds that the id is one of those that any of the pieces selects.
    #[must_use]
    pub fn and_id_in(mut self, pieces: Vec<Piece>) -> Self {
        self.sql.push_str(" AND id IN (");
        self.unite(" UNION ", pieces);
        self.sql.push(')');
        self
    }

    /// The rows that any of the pieces selects, each of them by itself in order and no longer than a page: so that
    /// a page is found however many rows each piece has.
    pub fn merged(pieces: Vec<Piece>) -> Self {
        let mut query = Self { sql: "SELECT id FROM (".to_owned(), values: Vec::new() };
        query.unite(" UNION ALL ", pieces);
        query.sql.push_str(") AS merged WHERE 1 = 1");
        query
    }

    /// The ids that any of the pieces selects, each once: also where one piece alone has it more often.
    pub fn united(pieces: Vec<Piece>) -> Self {
        let mut query = Self { sql: "SELECT DISTINCT id FROM (".to_owned(), values: Vec::new() };
        query.unite(" UNION ", pieces);
        query.sql.push_str(") AS united WHERE 1 = 1");
        query
    }

    fn unite(&mut self, between: &'static str, pieces: Vec<Piece>) {
        for (index, (piece, values)) in pieces.into_iter().enumerate() {
            if index > 0 {
                self.sql.push_str(between);
            }
            self.push(piece, values);
        }
    }

    fn push(&mut self, piece: &'static str, values: Vec<Value>) {
        let mut values = values.into_iter();
        for part in piece.split_inclusive('?') {
            let Some(before) = part.strip_suffix('?') else {
                self.sql.push_str(part);
                continue;
            };
            self.values.extend(values.next());
            self.sql.push_str(&format!("{before}${}", self.values.len()));
        }
    }

    /// Fetches one page by the column `id`, newest first, and the total where it is asked for.
    pub async fn page<R, T, I>(
        self,
        connection: &mut AnyConnection,
        request: &PageRequest<I>,
        id: fn(&I) -> &[u8; 16],
    ) -> Result<Page<T>>
    where
        R: for<'r> FromRow<'r, AnyRow> + Send + Unpin,
        T: TryFrom<R, Error = Error>,
    {
        let total = self.total(connection, request).await?;
        let rows: Vec<R> = self.cut(request, id).fetch(connection).await?;
        let items = rows.into_iter().map(T::try_from).collect::<Result<_>>()?;
        Ok(Page { total, ..Page::from_rows(items, request) })
    }

    /// How many rows all pages have, where it is asked for.
    pub async fn total<I>(
        &self,
        connection: &mut AnyConnection,
        request: &PageRequest<I>,
    ) -> Result<Option<Count>> {
        let all = Self { sql: self.sql.clone(), values: self.values.clone() };
        Ok(if request.total { Some(all.count(connection, COUNTED).await?) } else { None })
    }

    /// One page by the column `id`, newest first.
    #[must_use]
    pub fn cut<I>(self, request: &PageRequest<I>, id: fn(&I) -> &[u8; 16]) -> Self {
        let place = request.cursor.as_ref().map(|cursor| vec![id(cursor.id()).into()]);
        self.cut_by(request, place, &NEWEST)
    }

    /// One page in another order. `place` is where the cursor's row stands in it.
    #[must_use]
    pub fn cut_by<I>(self, request: &PageRequest<I>, place: Option<Vec<Value>>, order: &Order) -> Self {
        let backwards = matches!(request.cursor, Some(Cursor::EndingBefore(_)));
        let mut query = match place {
            None => self,
            Some(place) if backwards => self.and(order.before, place),
            Some(place) => self.and(order.after, place),
        };
        query.sql.push_str(if backwards { order.backwards } else { order.forwards });
        query.push(" LIMIT ?", vec![(i64::from(request.limit()) + 1).into()]);
        query
    }

    /// The first rows by a column that no two of them share.
    #[must_use]
    pub fn first(mut self, column: &'static str, limit: u32) -> Self {
        self.sql.push_str(" ORDER BY ");
        self.push(column, Vec::new());
        self.push(" LIMIT ?", vec![i64::from(limit).into()]);
        self
    }

    /// The rows whose ids this query has found, in the same order: `select` ends in `WHERE id IN (`. What narrows
    /// a list is so found in an index alone, however long a row is.
    #[must_use]
    pub fn rows<I>(self, select: &'static str, request: &PageRequest<I>, order: &Order) -> Self {
        let backwards = matches!(request.cursor, Some(Cursor::EndingBefore(_)));
        let order = if backwards { order.backwards } else { order.forwards };
        Self { sql: format!("{select}{}){order}", self.sql), values: self.values }
    }

    /// Fetches every row.
    pub async fn fetch<R>(self, connection: &mut AnyConnection) -> Result<Vec<R>>
    where
        R: for<'r> FromRow<'r, AnyRow> + Send + Unpin,
    {
        Ok(bound(&self.sql, self.values).fetch_all(connection).await?)
    }

    /// How many rows a SELECT without an order finds, counted no further than `most`.
    pub async fn count(mut self, connection: &mut AnyConnection, most: u64) -> Result<Count> {
        let limit = i64::try_from(most).map_err(Error::internal)?.saturating_add(1);
        self.push(" LIMIT ?", vec![limit.into()]);
        let sql = format!("SELECT COUNT(*) FROM ({}) AS counted", self.sql);
        let (found,): (i64,) = bound(&sql, self.values).fetch_one(connection).await?;
        let found = u64::try_from(found).map_err(Error::internal)?;
        Ok(Count { number: found.min(most), is_all: found <= most })
    }
}

/// The first id of a moment, of any kind.
fn first_id(moment: Timestamp) -> [u8; 16] {
    let millis = u64::try_from(moment.millis()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid().into_bytes()
}

fn bound<R>(sql: &str, values: Vec<Value>) -> QueryAs<'_, Any, R, AnyArguments>
where
    R: for<'r> FromRow<'r, AnyRow>,
{
    let query = sqlx::query_as::<Any, R>(AssertSqlSafe(sql.to_owned()));
    values.into_iter().fold(query, |query, value| match value {
        Value::Text(text) => query.bind(storable(&text)),
        Value::Number(number) => query.bind(number),
        Value::Bytes(bytes) => query.bind(bytes),
    })
}

/// What somebody sent, to be looked for: PostgreSQL has no text with a NUL, so it is in none that is found.
pub fn storable(text: &str) -> String {
    text.replace('\0', "")
}

/// A SELECT of ids and what is bound in it.
pub type Piece = (&'static str, Vec<Value>);

/// By id.
pub const NEWEST: Order =
    Order { forwards: " ORDER BY id DESC", backwards: " ORDER BY id ASC", after: "id < ?", before: "id > ?" };

/// An order of rows that pages can follow: each row has its place in it, the id deciding between equals.
pub struct Order {
    pub forwards: &'static str,
    pub backwards: &'static str,
    /// What lies behind the place of a row.
    pub after: &'static str,
    pub before: &'static str,
}

/// What a column holds to be searched in. Folded here, because SQLite's `LOWER` knows ASCII only.
pub fn searchable<'t>(parts: impl IntoIterator<Item = Option<&'t str>>) -> String {
    let parts: Vec<_> = parts.into_iter().flatten().map(fold).collect();
    parts.join("\n")
}

/// A LIKE pattern that finds a folded text anywhere, with its own wildcards taken literally (`ESCAPE '\'`).
pub fn containing(folded: &str) -> String {
    let escaped = folded.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}
