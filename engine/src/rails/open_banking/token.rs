//! Tokens: one for ourselves, kept until shortly before it ends, and one for each customer's approval.

use std::{sync::Arc, time::Duration};

use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use serde_json::json;
use url::Url;

use super::{
    http,
    id_token::{self, Expected},
    jws,
    session::Session,
    types::lenient,
};
use crate::rails::{AuthorisationKeys, RailError};

const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// How long an assertion or a request object is good for, in seconds: long enough to arrive.
pub(super) const PROOF_LIFE: i64 = 5 * 60;
/// How long before its end a token is no longer used, in seconds.
const MARGIN: u64 = 30;

/// The answer of a token endpoint. Holds secrets: it does not print.
#[derive(Deserialize)]
struct TokenAnswer {
    access_token: String,
    #[serde(default, deserialize_with = "lenient")]
    expires_in: u64,
    id_token: Option<String>,
}

impl Session<'_> {
    /// The token for calls that no customer approved.
    pub(super) async fn client_token(&self) -> Result<Arc<SecretString>, RailError> {
        let fetch = async {
            let form = [("grant_type", "client_credentials"), ("scope", "payments")];
            let answer = self.ask_token(&form).await?;
            let life = Duration::from_secs(answer.expires_in.saturating_sub(MARGIN));
            Ok((SecretString::from(answer.access_token), life))
        };
        self.peer.token.get(self.us.make.now(), fetch).await
    }

    /// Exchanges a code for the token of one consent, and checks that it is the approval we asked for.
    pub(super) async fn exchange(
        &self,
        consent: &str,
        code: &str,
        keys: &AuthorisationKeys,
    ) -> Result<SecretString, RailError> {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", self.us.config.redirect_uri.as_str()),
            ("code_verifier", keys.verifier.expose_secret()),
        ];
        let answer = self.ask_token(&form).await?;
        let id_token =
            answer.id_token.ok_or_else(|| RailError::Unknown("the bank sent no id token".to_owned()))?;
        let claims = self.with_keys(|keys| jws::open_compact(keys, &id_token)).await?;
        let expected = Expected {
            issuer: &self.endpoints.issuer,
            client_id: &self.us.config.client_id,
            nonce: &keys.nonce,
            consent,
            access_token: &answer.access_token,
            now: self.now(),
        };
        id_token::check(&claims, &expected).map_err(|claim| RailError::Refused {
            code: "invalid_id_token".to_owned(),
            message: format!("the id token's {claim} is not what it should be"),
        })?;
        Ok(SecretString::from(answer.access_token))
    }

    async fn ask_token(&self, form: &[(&str, &str)]) -> Result<TokenAnswer, RailError> {
        let endpoint = &self.endpoints.token_endpoint;
        let reply = http::send(self.authenticated(endpoint, endpoint.as_str(), form)?).await?;
        reply.read()
    }

    /// A form to the authorisation server that says and proves who sends it (`private_key_jwt`).
    pub(super) fn authenticated(
        &self,
        endpoint: &Url,
        audience: &str,
        form: &[(&str, &str)],
    ) -> Result<reqwest::RequestBuilder, RailError> {
        let client_id = self.us.config.client_id.as_str();
        let now = self.now();
        let claims = json!({
            "iss": client_id, "sub": client_id, "aud": audience, "jti": self.us.make.token(),
            "iat": now, "exp": now + PROOF_LIFE,
        });
        let assertion = jws::sign_compact(&self.us.key, &claims)?;
        let mut fields = form.to_vec();
        fields.extend([
            ("client_id", client_id),
            ("client_assertion_type", ASSERTION),
            ("client_assertion", assertion.as_str()),
        ]);
        let request = self.us.http.post(endpoint.clone()).header("accept", "application/json");
        Ok(request.form(&fields))
    }
}
