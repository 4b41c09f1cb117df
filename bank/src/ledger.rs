//! The books: double entry, so every movement is two postings that cancel out.
//!
//! Cast: a [`Holder`] is whoever a posting is about, [`transfer`] moves money between two of them,
//! [`fund`] tops a payer up so that the sandbox never runs dry, [`audit`] recounts everything.

use serde_json::{Value, json};
use sqlx::SqliteConnection;

use crate::{accounts::Account, brands::Brand, money::Money};

/// Whose money it is.
#[derive(Clone, Debug)]
pub(crate) enum Holder {
    /// Where the sandbox's money comes from; as far below zero as the others are above.
    Source,
    /// The customer's account.
    Payer(Account),
    /// Money that has left the payer and has not reached the payee.
    Clearing,
    /// An account elsewhere, by scheme and identification.
    Payee(String),
}

impl Holder {
    fn account(&self, brand: Brand, currency: &str) -> String {
        match self {
            Self::Source => format!("source/{brand}/{currency}"),
            Self::Payer(account) => format!("payer/{brand}/{}/{currency}", account.id()),
            Self::Clearing => format!("clearing/{brand}/{currency}"),
            Self::Payee(identification) => format!("payee/{identification}/{currency}"),
        }
    }
}

/// A movement of money, and why.
pub(crate) struct Movement<'a> {
    pub(crate) brand: Brand,
    pub(crate) from: Holder,
    pub(crate) to: Holder,
    pub(crate) money: &'a Money,
    /// The payment it belongs to, or words.
    pub(crate) memo: &'a str,
    pub(crate) at: i64,
}

/// Books one movement.
pub(crate) async fn transfer(db: &mut SqliteConnection, movement: &Movement<'_>) -> sqlx::Result<()> {
    let Money { minor, currency } = movement.money;
    for (holder, amount) in [(&movement.from, -minor), (&movement.to, *minor)] {
        let account = holder.account(movement.brand, currency);
        sqlx::query("INSERT INTO postings (account, currency, amount, memo, at) VALUES ($1, $2, $3, $4, $5)")
            .bind(&account)
            .bind(currency)
            .bind(amount)
            .bind(movement.memo)
            .bind(movement.at)
            .execute(&mut *db)
            .await?;
        sqlx::query(
            "INSERT INTO balances (account, currency, amount) VALUES ($1, $2, $3)
             ON CONFLICT (account) DO UPDATE SET amount = balances.amount + excluded.amount",
        )
        .bind(&account)
        .bind(currency)
        .bind(amount)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// What a payer's account holds; an account that was never used holds its opening balance.
pub(crate) async fn balance(
    db: &mut SqliteConnection,
    brand: Brand,
    account: Account,
    currency: &str,
) -> sqlx::Result<Money> {
    let held: Option<i64> = sqlx::query_scalar("SELECT amount FROM balances WHERE account = $1")
        .bind(Holder::Payer(account).account(brand, currency))
        .fetch_optional(db)
        .await?;
    Ok(held.map_or_else(
        || Money::hundredths(account.opening(), currency),
        |minor| Money { minor, currency: currency.to_owned() },
    ))
}

/// What the account would hold if `wanted` were asked of it: never too little, except the empty one.
pub(crate) async fn available(
    db: &mut SqliteConnection,
    brand: Brand,
    account: Account,
    wanted: &Money,
) -> sqlx::Result<Money> {
    let mut held = balance(db, brand, account, &wanted.currency).await?;
    if account != Account::Empty && held.minor < wanted.minor {
        held.minor = wanted.minor + Money::hundredths(account.opening(), &wanted.currency).minor;
    }
    Ok(held)
}

/// Pays in what is missing between the books and [`available`].
pub(crate) async fn fund(
    db: &mut SqliteConnection,
    brand: Brand,
    account: Account,
    wanted: &Money,
    at: i64,
) -> sqlx::Result<()> {
    let due = available(db, brand, account, wanted).await?;
    let booked: i64 = sqlx::query_scalar("SELECT coalesce(sum(amount), 0) FROM balances WHERE account = $1")
        .bind(Holder::Payer(account).account(brand, &wanted.currency))
        .fetch_one(&mut *db)
        .await?;
    if due.minor == booked {
        return Ok(());
    }
    let money = Money { minor: due.minor - booked, currency: wanted.currency.clone() };
    let (from, to) = (Holder::Source, Holder::Payer(account));
    transfer(db, &Movement { brand, from, to, money: &money, memo: "paid in", at }).await
}

/// Recounts the books: `sum_minor` is zero when no money was made or lost, `differences` lists accounts
/// whose balance is not the sum of their postings, `payers_below_zero` those that paid what they had not.
pub(crate) async fn audit(db: &mut SqliteConnection) -> sqlx::Result<Value> {
    let sum: i64 =
        sqlx::query_scalar("SELECT coalesce(sum(amount), 0) FROM postings").fetch_one(&mut *db).await?;
    let postings: i64 = sqlx::query_scalar("SELECT count(*) FROM postings").fetch_one(&mut *db).await?;
    let differences: Vec<String> = sqlx::query_scalar(
        "SELECT b.account FROM balances b
         WHERE b.amount <> (SELECT coalesce(sum(p.amount), 0) FROM postings p WHERE p.account = b.account)",
    )
    .fetch_all(&mut *db)
    .await?;
    let below: Vec<String> =
        sqlx::query_scalar("SELECT account FROM balances WHERE account LIKE 'payer/%' AND amount < 0")
            .fetch_all(&mut *db)
            .await?;
    let rows: Vec<(String, i64)> =
        sqlx::query_as("SELECT account, amount FROM balances ORDER BY account").fetch_all(&mut *db).await?;
    let accounts: serde_json::Map<_, _> =
        rows.into_iter().map(|(name, amount)| (name, amount.into())).collect();
    Ok(json!({
        "sum_minor": sum, "postings": postings, "differences": differences,
        "payers_below_zero": below, "accounts": accounts,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[tokio::test]
    async fn money_is_moved_not_made() {
        let store = Store::open(&crate::Database::Memory).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        let money = Money { minor: 99_999_999_999, currency: "AED".into() };
        fund(&mut tx, Brand::Falcon, Account::Current, &money, 1).await.unwrap();
        let (from, to) = (Holder::Payer(Account::Current), Holder::Payee("IBAN/AE1".into()));
        let movement = Movement { brand: Brand::Falcon, from, to, money: &money, memo: "pay", at: 1 };
        transfer(&mut tx, &movement).await.unwrap();
        let audit = audit(&mut tx).await.unwrap();
        assert_eq!(audit["sum_minor"], 0);
        assert_eq!(audit["accounts"]["payee/IBAN/AE1/AED"], 99_999_999_999_i64);
        assert_eq!(audit["accounts"]["payer/falcon/current/AED"], 2_481_620);
        assert_eq!(audit["differences"], json!([]));
    }

    #[tokio::test]
    async fn the_audit_sees_money_that_came_from_nowhere() {
        let store = Store::open(&crate::Database::Memory).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        let money = Money { minor: 100, currency: "AED".into() };
        fund(&mut tx, Brand::Dune, Account::Current, &money, 1).await.unwrap();
        sqlx::query("UPDATE balances SET amount = amount + 1 WHERE account = 'payer/dune/current/AED'")
            .execute(&mut *tx)
            .await
            .unwrap();
        sqlx::query(
            "INSERT INTO postings (account, currency, amount, memo, at) VALUES ('x', 'AED', 5, '', 1)",
        )
        .execute(&mut *tx)
        .await
        .unwrap();
        let audit = audit(&mut tx).await.unwrap();
        assert_eq!(audit["sum_minor"], 5);
        assert_eq!(audit["differences"], json!(["payer/dune/current/AED"]));
    }

    #[tokio::test]
    async fn the_empty_account_stays_empty() {
        let store = Store::open(&crate::Database::Memory).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        let money = Money { minor: 1, currency: "AED".into() };
        fund(&mut tx, Brand::Dune, Account::Empty, &money, 1).await.unwrap();
        assert_eq!(available(&mut tx, Brand::Dune, Account::Empty, &money).await.unwrap().minor, 0);
    }
}
