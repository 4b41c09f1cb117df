//! Rows of `signing_keys`, at most one for each mode.

use domain::{Mode, Timestamp};
use secrecy::{ExposeSecret as _, SecretSlice};
use sqlx::AnyConnection;

use super::db::Tx;
use crate::Result;

const INSERT: &str = "INSERT INTO signing_keys (kid, mode, pkcs8, created_at)
    VALUES ($1, $2, $3, $4) ON CONFLICT (mode) DO NOTHING";

/// Adds the key of a mode and its name, unless the mode has one.
pub async fn insert(
    tx: &mut Tx,
    mode: Mode,
    (kid, pkcs8): (&str, &SecretSlice<u8>),
    now: Timestamp,
) -> Result<()> {
    sqlx::query(INSERT)
        .bind(kid)
        .bind(mode.as_str())
        .bind(pkcs8.expose_secret())
        .bind(now.millis())
        .execute(tx)
        .await?;
    Ok(())
}

const FIND: &str = "SELECT pkcs8 FROM signing_keys WHERE mode = $1";

/// The PKCS #8 of a mode's key.
pub async fn find(connection: &mut AnyConnection, mode: Mode) -> Result<Option<SecretSlice<u8>>> {
    let pkcs8: Option<Vec<u8>> =
        sqlx::query_scalar(FIND).bind(mode.as_str()).fetch_optional(connection).await?;
    Ok(pkcs8.map(SecretSlice::from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestDatabase, on_each_database};

    #[tokio::test]
    async fn the_first_key_of_a_mode_stays() {
        on_each_database(async |database: TestDatabase| {
            for (kid, byte) in [("first", 1), ("second", 2)] {
                let pkcs8 = SecretSlice::from(vec![0, 255, byte]);
                let now = Timestamp::from_millis(1);
                database
                    .db
                    .write(move |tx| {
                        Box::pin(async move { insert(tx, Mode::Test, (kid, &pkcs8), now).await })
                    })
                    .await
                    .unwrap();
            }
            let mut read = database.db.read().await.unwrap();
            let found = find(&mut read, Mode::Test).await.unwrap().unwrap();
            assert_eq!(found.expose_secret(), [0, 255, 1]);
            assert!(find(&mut read, Mode::Live).await.unwrap().is_none());
        })
        .await;
    }
}
