//! Rows on their way to a table, as text.

use std::fmt::Write as _;

use sqlx::{AnyConnection, AssertSqlSafe, Executor as _};

/// Rows of one statement.
const ROWS: usize = 400;

/// A table that is filled.
pub struct Filling {
    into: &'static str,
    rows: Vec<String>,
}

impl Filling {
    pub const fn new(into: &'static str) -> Self {
        Self { into, rows: Vec::new() }
    }

    pub async fn add(&mut self, connection: &mut AnyConnection, row: String) {
        self.rows.push(row);
        if self.rows.len() >= ROWS {
            self.flush(connection).await;
        }
    }

    pub async fn flush(&mut self, connection: &mut AnyConnection) {
        if self.rows.is_empty() {
            return;
        }
        let rows = self.rows.join(",");
        connection
            .execute(AssertSqlSafe(format!("INSERT INTO {} VALUES {rows}", self.into)))
            .await
            .expect("rows");
        self.rows.clear();
    }

    /// Whether so many terms may fill a statement: then what they point at has to be there first.
    pub const fn is_almost_full(&self) -> bool {
        self.rows.len() + 100 > ROWS
    }
}

/// Bytes as the database writes them.
pub fn bytes(sqlite: bool, bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2 + 4);
    text.push_str(if sqlite { "X'" } else { "'\\x" });
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text.push('\'');
    text
}

pub fn number(value: Option<u64>) -> String {
    value.map_or_else(|| "NULL".to_owned(), |value| value.to_string())
}

pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// What follows from the usages.
pub const DERIVED: [&str; 6] = [
    "INSERT INTO payments (id, account_id, mode, usage_id, link_id, status, rail, bank_id, bank_payment_id, \
             bank_status, amount, currency, reference, destination, created_at, updated_at) \
             SELECT id, account_id, mode, id, link_id, payment_status, 'bank', bank_id, token, 'ACSC', amount, currency, \
             'INV-1042', '{\"name\":\"Palm & Stone\",\"scheme\":\"IBAN\",\"identification\":\"AE070331234567890123456\"}', \
             started_at, started_at FROM usages WHERE payment_status <> 'NONE'",
    "INSERT INTO authorisations (usage_id, bank_id, state, nonce, verifier, consent_key, payment_key, \"order\", \
             redirect_url, pushed_at, created_at) \
             SELECT id, bank_id, token, token, token, 'c', 'p', \
             '{\"instruction\":\"i\",\"end_to_end\":\"e\",\"money\":{\"minor\":15000,\"currency\":\"AED\"},\"reference\":\"INV-1042\",\
             \"creditor\":{\"name\":\"Palm & Stone\",\"scheme\":\"IBAN\",\"identification\":\"AE070331234567890123456\"},\
             \"language\":\"en\"}', 'https://bank.example', started_at, started_at FROM usages",
    "INSERT INTO events (id, account_id, mode, type, object_id, link_id, \"by\", data, created_at) \
             SELECT id, account_id, mode, 'payment.created', id, link_id, 'remit', '{\"status\":\"PENDING\"}', started_at \
             FROM usages WHERE payment_status <> 'NONE'",
    // The first start has given places already, and PostgreSQL looks at each row as it is changed.
    "UPDATE events SET sequence = NULL WHERE sequence IS NOT NULL",
    "UPDATE events SET sequence = given.place FROM (SELECT id AS event_id, \
             ROW_NUMBER() OVER (PARTITION BY account_id, mode ORDER BY id) AS place FROM events) AS given \
             WHERE events.id = given.event_id",
    "INSERT INTO event_sequences (account_id, mode, last) \
             SELECT account_id, mode, MAX(sequence) FROM events WHERE true GROUP BY account_id, mode \
             ON CONFLICT (account_id, mode) DO UPDATE SET last = excluded.last",
];
