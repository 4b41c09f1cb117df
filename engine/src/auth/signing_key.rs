//! The keys Remit signs with towards banks: one for each mode, made at the first start.

use domain::Mode;
use secrecy::{ExposeSecret as _, SecretSlice};

use crate::{Db, Error, Maker, Result, rails::open_banking::SigningKey, store::signing_keys};

/// The signing key of a mode, made when there is none yet; of several servers that start at once, all use
/// the key of the first. A function, not an operation: the rails an engine is made of need it before.
pub async fn signing_key(db: &Db, make: &Maker, mode: Mode) -> Result<SigningKey> {
    let stored = {
        let mut connection = db.read().await?;
        signing_keys::find(&mut connection, mode).await?
    };
    let pkcs8 = match stored {
        Some(pkcs8) => pkcs8,
        None => make_key(db, make, mode).await?,
    };
    SigningKey::from_pkcs8(pkcs8.expose_secret()).map_err(Error::internal)
}

/// Makes a key, and answers the one that is kept: another server's, when it was sooner.
async fn make_key(db: &Db, make: &Maker, mode: Mode) -> Result<SecretSlice<u8>> {
    let key = tokio::task::spawn_blocking(SigningKey::generate)
        .await
        .map_err(Error::internal)?
        .map_err(Error::internal)?;
    let now = make.now();
    db.write(move |tx| {
        Box::pin(async move {
            signing_keys::insert(tx, mode, (key.kid(), key.to_pkcs8()), now).await?;
            signing_keys::find(tx, mode).await?.ok_or(Error::Conflict)
        })
    })
    .await
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        clock::{SystemClock, SystemRng},
        testing::{TestDatabase, on_each_database},
    };

    #[tokio::test]
    async fn servers_that_start_at_once_use_one_key() {
        on_each_database(async |database: TestDatabase| {
            let make = Maker::new(Arc::new(SystemClock), Arc::new(SystemRng));
            let start = async |mode| {
                let key = signing_key(&database.db, &make, mode).await.unwrap();
                key.kid().to_owned()
            };
            let (one, other) = tokio::join!(start(Mode::Test), start(Mode::Test));
            assert_eq!(one, other);
            assert_eq!(start(Mode::Test).await, one);
            assert_ne!(start(Mode::Live).await, one);
        })
        .await;
    }
}
