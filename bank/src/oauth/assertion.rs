//! Client authentication by a signed assertion (`private_key_jwt`, RFC 7523).

use serde::Deserialize;
use serde_json::Value;

use super::OauthError;
use crate::{Bank, RegisteredClient, brands::Brand, keys::jws};

const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// The longest life of an assertion, and how far clocks may differ, in seconds.
const LONGEST: i64 = 5 * 60;
const SKEW: i64 = 60;

/// The fields of a form that say who sends it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Credentials {
    client_id: Option<String>,
    #[serde(rename = "client_assertion_type")]
    kind: Option<String>,
    #[serde(rename = "client_assertion")]
    assertion: Option<String>,
}

impl Credentials {
    /// The client that signed the assertion. Spends the assertion, whatever becomes of the request.
    pub(crate) async fn authenticate<'a>(
        &self,
        bank: &'a Bank,
        brand: Brand,
    ) -> Result<&'a RegisteredClient, OauthError> {
        if self.kind.as_deref() != Some(TYPE) {
            return Err(OauthError::client(format!("client_assertion_type must be {TYPE}")));
        }
        let assertion =
            self.assertion.as_deref().ok_or_else(|| OauthError::client("client_assertion is missing"))?;
        let name = subject(assertion).ok_or_else(|| OauthError::client("client_assertion is unreadable"))?;
        if self.client_id.as_ref().is_some_and(|id| *id != name) {
            return Err(OauthError::client("client_id is not the subject of client_assertion"));
        }
        let client = bank.client(&name).ok_or_else(|| OauthError::client("This client is not registered"))?;
        let claims = jws::open_compact(&client.keys, assertion)
            .map_err(|why| OauthError::client(format!("client_assertion {why}")))?;
        let expires = check(bank, brand, &claims, &name).map_err(OauthError::client)?;
        let jti = claims["jti"].as_str().ok_or_else(|| OauthError::client("client_assertion lacks jti"))?;
        spend(bank, &name, jti, expires).await?;
        Ok(client)
    }
}

/// Who the assertion claims to be, before anything is proved: needed to find the key.
fn subject(assertion: &str) -> Option<String> {
    let claims: Value = serde_json::from_slice(&crate::keys::decode(assertion.split('.').nth(1)?)?).ok()?;
    claims["sub"].as_str().map(ToOwned::to_owned)
}

fn check(bank: &Bank, brand: Brand, claims: &Value, name: &str) -> Result<i64, &'static str> {
    let now = bank.now() / 1000;
    let issuer = bank.issuer(brand);
    let places = [issuer.clone(), format!("{issuer}/token"), format!("{issuer}/par")];
    if claims["iss"] != name {
        return Err("iss and sub of client_assertion must both be the client");
    }
    if !audience(&claims["aud"]).any(|aud| places.iter().any(|place| place == aud)) {
        return Err("client_assertion is meant for another server");
    }
    let expires = claims["exp"].as_i64().ok_or("client_assertion lacks exp")?;
    if expires <= now {
        return Err("client_assertion has expired");
    }
    if expires > now + LONGEST + SKEW {
        return Err("client_assertion may live five minutes");
    }
    Ok(expires)
}

/// The audiences of a token: one text or a list.
pub(super) fn audience(aud: &Value) -> impl Iterator<Item = &str> {
    aud.as_str().into_iter().chain(aud.as_array().into_iter().flatten().filter_map(Value::as_str))
}

async fn spend(bank: &Bank, client_id: &str, jti: &str, expires: i64) -> Result<(), OauthError> {
    let mut tx = bank.store().begin().await?;
    sqlx::query("DELETE FROM assertions WHERE expires_at < $1")
        .bind(bank.now() / 1000)
        .execute(&mut *tx)
        .await?;
    let spent = sqlx::query(
        "INSERT INTO assertions (client_id, jti, expires_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    )
    .bind(client_id)
    .bind(jti)
    .bind(expires)
    .execute(&mut *tx)
    .await?;
    if spent.rows_affected() == 0 {
        return Err(OauthError::client("client_assertion was used before"));
    }
    tx.commit().await?;
    Ok(())
}
