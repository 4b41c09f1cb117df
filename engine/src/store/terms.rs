//! The words by which links, usages and customers are found: rows of `link_terms`, `usage_terms` and
//! `customer_terms`.

use std::collections::BTreeSet;

use domain::{
    Mode,
    id::{AccountId, CustomerId, LinkId},
};
use sqlx::{Any, AnyConnection, AssertSqlSafe};

use super::{
    customers::texts,
    db::Tx,
    query::{Piece, Query, Value, containing},
};
use crate::{
    customers::Customer,
    error::Result,
    links::Link,
    search::{Range, Sought, terms},
    usages::Usage,
};

/// Rows that a range of terms may have to be looked up one by one. What more have in common is common.
const COMMON: u64 = 5_000;

/// Keeps the words of a link in the place of those it had.
pub async fn replace_of_link(tx: &mut Tx, link: &Link) -> Result<()> {
    sqlx::query::<Any>("DELETE FROM link_terms WHERE link_id = $1")
        .bind(link.id.bytes().to_vec())
        .execute(&mut *tx)
        .await?;
    insert_of_link(tx, link).await
}

/// Keeps the words of a new link.
pub async fn insert_of_link(tx: &mut Tx, link: &Link) -> Result<()> {
    let texts = [Some(&link.reference), link.name.as_ref(), link.title.as_ref(), Some(&link.slug)];
    let terms = terms(texts.into_iter().flatten().map(String::as_str));
    insert(tx, "link_terms (link_id, account_id, mode, term)", link_values(link), terms).await
}

/// Keeps the words of what a customer entered.
pub async fn insert_of_usage(tx: &mut Tx, usage: &Usage) -> Result<()> {
    let terms = terms(usage.collected.iter().filter_map(|one| one.value.as_deref()));
    let mut values = vec![Value::from(usage.id.bytes()), usage.link_id.bytes().into()];
    values.extend([usage.account.bytes().into(), usage.mode.as_str().into()]);
    insert(tx, "usage_terms (usage_id, link_id, account_id, mode, term)", values, terms).await
}

/// Keeps the words of a customer.
pub async fn insert_of_customer(tx: &mut Tx, customer: &Customer) -> Result<()> {
    let terms = terms(texts(customer).into_iter().flatten());
    let values =
        [Value::from(customer.id.bytes()), customer.account.bytes().into(), customer.mode.as_str().into()];
    insert(tx, "customer_terms (customer_id, account_id, mode, term)", values.into(), terms).await
}

/// Forgets the words of a customer.
pub async fn remove_of_customer(tx: &mut Tx, id: CustomerId) -> Result<()> {
    sqlx::query::<Any>("DELETE FROM customer_terms WHERE customer_id = $1")
        .bind(id.bytes().to_vec())
        .execute(tx)
        .await?;
    Ok(())
}

fn link_values(link: &Link) -> Vec<Value> {
    vec![link.id.bytes().into(), link.account.bytes().into(), link.mode.as_str().into()]
}

/// One statement for all terms, because each costs a way to the database and back. What all rows share is
/// bound once.
async fn insert(tx: &mut Tx, into: &str, shared: Vec<Value>, terms: BTreeSet<String>) -> Result<()> {
    if terms.is_empty() {
        return Ok(());
    }
    let count = shared.len();
    let columns: Vec<_> = (1..=count).map(|place| format!("${place}")).collect();
    let rows: Vec<_> =
        (1..=terms.len()).map(|row| format!("({}, ${})", columns.join(", "), count + row)).collect();
    let sql = format!("INSERT INTO {into} VALUES {}", rows.join(", "));
    let mut query = sqlx::query::<Any>(AssertSqlSafe(sql));
    for value in shared {
        query = match value {
            Value::Text(text) => query.bind(text),
            Value::Number(number) => query.bind(number),
            Value::Bytes(bytes) => query.bind(bytes),
        };
    }
    for term in terms {
        query = query.bind(term);
    }
    query.execute(tx).await?;
    Ok(())
}

/// Whose terms are searched.
pub type Scope = (AccountId, Mode);

fn in_range((account, mode): Scope, range: &Range, more: Vec<Value>) -> Vec<Value> {
    let range = [Value::Text(range.from.clone()), Value::Text(range.to.clone())];
    [account.bytes().into(), mode.as_str().into()].into_iter().chain(range).chain(more).collect()
}

/// Whose words are looked through.
#[derive(Clone, Copy)]
pub enum Kept {
    Links,
    Usages,
    Customers,
}

impl Kept {
    const fn in_range(self) -> &'static str {
        match self {
            Self::Links => {
                "SELECT 1 FROM link_terms WHERE account_id = ? AND mode = ? AND term >= ? AND term < ?"
            }
            Self::Usages => {
                "SELECT 1 FROM usage_terms WHERE account_id = ? AND mode = ? AND term >= ? AND term < ?"
            }
            Self::Customers => {
                "SELECT 1 FROM customer_terms WHERE account_id = ? AND mode = ? AND term >= ? AND term < ?"
            }
        }
    }
}

/// Whether so many have such a word that walking through the list finds them sooner than their words do.
pub async fn is_common(
    connection: &mut AnyConnection,
    kept: Kept,
    scope: Scope,
    range: &Range,
) -> Result<bool> {
    let query = Query::new(kept.in_range(), in_range(scope, range, vec![]));
    Ok(!query.count(connection, COMMON).await?.is_all)
}

/// SELECTs of the links that a search finds by their own words. Of several words one is looked up, and the rest
/// read.
pub fn links_by_word(scope: Scope, sought: &Sought) -> Vec<Piece> {
    let word = sought.word.iter().map(|range| {
        if sought.has_more {
            let whole = vec![Value::Text(containing(&sought.text))];
            let sql = "SELECT t.link_id FROM link_terms t JOIN links o ON o.id = t.link_id \
                       WHERE t.account_id = ? AND t.mode = ? AND t.term >= ? AND t.term < ? \
                       AND o.search LIKE ? ESCAPE '\\'";
            (sql, in_range(scope, range, whole))
        } else {
            (LINKS_BY_TERM, in_range(scope, range, vec![]))
        }
    });
    word.collect()
}

/// SELECTs of the links that a search finds by a number or a phrase of their own, or by what their customers
/// entered. A word that very many customers have entered finds some of their links, not all.
pub fn links_by_number_or_customer(scope: Scope, sought: &Sought) -> Vec<Piece> {
    let own = sought
        .number
        .iter()
        .chain(&sought.phrase)
        .map(|range| (LINKS_BY_TERM, in_range(scope, range, vec![])));
    let entered =
        sought.number.iter().chain(&sought.phrase).map(|range| (ENTERED, in_range(scope, range, vec![])));
    let word = sought.telling_word().map(|range| {
        if sought.has_more {
            (ENTERED_WITH, in_range(scope, range, vec![Value::Text(containing(&sought.text))]))
        } else {
            (ENTERED, in_range(scope, range, vec![]))
        }
    });
    own.chain(entered).chain(word).collect()
}

const ENTERED: &str = "SELECT link_id FROM (SELECT t.link_id FROM usage_terms t WHERE t.account_id = ? \
                       AND t.mode = ? AND t.term >= ? AND t.term < ? LIMIT 20000) AS found";
const ENTERED_WITH: &str = "SELECT s.link_id FROM usages s WHERE s.id IN (SELECT f.usage_id FROM \
                            (SELECT t.usage_id FROM usage_terms t WHERE t.account_id = ? AND t.mode = ? \
                             AND t.term >= ? AND t.term < ? LIMIT 2000) AS f) AND s.search LIKE ? ESCAPE '\\'";

const LINKS_BY_TERM: &str = "SELECT t.link_id FROM link_terms t WHERE t.account_id = ? AND t.mode = ? \
                             AND t.term >= ? AND t.term < ?";

/// SELECTs of the `id` of a link's usages that a search finds; with a word that is common, by the number or the phrase
/// alone.
pub fn usages_by_term(scope: Scope, link: LinkId, sought: &Sought, common: bool) -> Vec<Piece> {
    const BY_TERM: &str = "SELECT t.usage_id AS id FROM usage_terms t WHERE t.account_id = ? AND t.mode = ? \
                           AND t.term >= ? AND t.term < ? AND t.link_id = ?";
    const BY_WORD: &str = "SELECT t.usage_id AS id FROM usage_terms t JOIN usages s ON s.id = t.usage_id \
                           WHERE t.account_id = ? AND t.mode = ? AND t.term >= ? AND t.term < ? AND t.link_id = ? \
                           AND s.search LIKE ? ESCAPE '\\'";
    let number = sought
        .number
        .iter()
        .chain(&sought.phrase)
        .map(|range| (BY_TERM, in_range(scope, range, vec![link.bytes().into()])));
    let word = sought.word.iter().filter(|_| !common).map(|range| {
        let values = vec![link.bytes().into(), Value::Text(containing(&sought.text))];
        if sought.has_more {
            (BY_WORD, in_range(scope, range, values))
        } else {
            (BY_TERM, in_range(scope, range, vec![link.bytes().into()]))
        }
    });
    number.chain(word).collect()
}

/// SELECTs of the customers that a search finds; with words that are common, by the number or the phrase alone.
pub fn customers_by_term(scope: Scope, sought: &Sought, common: bool) -> Vec<Piece> {
    const BY_TERM: &str = "SELECT t.customer_id FROM customer_terms t WHERE t.account_id = ? AND t.mode = ? \
                           AND t.term >= ? AND t.term < ?";
    const BY_WORD: &str = "SELECT t.customer_id FROM customer_terms t JOIN customers c ON c.id = t.customer_id \
                           WHERE t.account_id = ? AND t.mode = ? AND t.term >= ? AND t.term < ? \
                           AND c.search LIKE ? ESCAPE '\\'";
    let number =
        sought.number.iter().chain(&sought.phrase).map(|range| (BY_TERM, in_range(scope, range, vec![])));
    let word = sought.word.iter().filter(|_| !common).map(|range| {
        if sought.has_more {
            (BY_WORD, in_range(scope, range, vec![Value::Text(containing(&sought.text))]))
        } else {
            (BY_TERM, in_range(scope, range, vec![]))
        }
    });
    number.chain(word).collect()
}
