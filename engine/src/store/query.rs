//! Queries whose filters depend on the request: constant pieces of SQL, values always bound.

use sqlx::{
    Any, AnyConnection, AssertSqlSafe, FromRow,
    any::{AnyArguments, AnyRow},
    query::QueryAs,
};

use crate::{
    error::Result,
    page::{Cursor, PageRequest},
};

/// A value bound to a placeholder.
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

    /// Fetches one page by the column `id`, newest first, with one row beyond it to tell whether more lie behind.
    pub async fn page<R, I>(
        self,
        connection: &mut AnyConnection,
        request: &PageRequest<I>,
        id: fn(&I) -> &[u8; 16],
    ) -> Result<Vec<R>>
    where
        R: for<'r> FromRow<'r, AnyRow> + Send + Unpin,
    {
        const BY_ID: Order = Order {
            forwards: " ORDER BY id DESC",
            backwards: " ORDER BY id ASC",
            after: "id < ?",
            before: "id > ?",
        };
        self.page_by(connection, request, id, &BY_ID).await
    }

    /// The same in another order.
    pub async fn page_by<R, I>(
        self,
        connection: &mut AnyConnection,
        request: &PageRequest<I>,
        id: fn(&I) -> &[u8; 16],
        order: &Order,
    ) -> Result<Vec<R>>
    where
        R: for<'r> FromRow<'r, AnyRow> + Send + Unpin,
    {
        let mut query = match &request.cursor {
            None => self.order(order.forwards),
            Some(Cursor::StartingAfter(last)) => {
                self.and(order.after, vec![id(last).into()]).order(order.forwards)
            }
            Some(Cursor::EndingBefore(first)) => {
                self.and(order.before, vec![id(first).into()]).order(order.backwards)
            }
        };
        query.push(" LIMIT ?", vec![(i64::from(request.limit()) + 1).into()]);
        Ok(query.prepared().fetch_all(connection).await?)
    }

    /// Fetches the only number that a SELECT without an order finds.
    pub async fn number(self, connection: &mut AnyConnection) -> Result<i64> {
        let (number,): (i64,) = self.prepared().fetch_one(connection).await?;
        Ok(number)
    }

    fn prepared<R>(self) -> QueryAs<'static, Any, R, AnyArguments>
    where
        R: for<'r> FromRow<'r, AnyRow>,
    {
        let query = sqlx::query_as::<Any, R>(AssertSqlSafe(self.sql));
        self.values.into_iter().fold(query, |query, value| match value {
            Value::Text(text) => query.bind(text),
            Value::Number(number) => query.bind(number),
            Value::Bytes(bytes) => query.bind(bytes),
        })
    }

    fn order(mut self, order: &'static str) -> Self {
        self.sql.push_str(order);
        self
    }
}

/// An order of rows that pages can follow: each row has its place in it, the id deciding between equals.
pub struct Order {
    pub forwards: &'static str,
    pub backwards: &'static str,
    /// What lies behind the row with an id.
    pub after: &'static str,
    pub before: &'static str,
}

/// What a column holds to be searched in. Lowercased here, because SQLite's `LOWER` knows ASCII only.
pub fn searchable<'t>(parts: impl IntoIterator<Item = Option<&'t str>>) -> String {
    let parts: Vec<_> = parts.into_iter().flatten().map(str::to_lowercase).collect();
    parts.join("\n")
}

/// A LIKE pattern that finds `text` anywhere, with its own wildcards taken literally (`ESCAPE '\'`).
pub fn containing(text: &str) -> String {
    let escaped = text.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}
