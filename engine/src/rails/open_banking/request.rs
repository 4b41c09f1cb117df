//! The authorisation request: pushed to the bank signed and whole (PAR, PKCE), so that the customer's
//! browser carries nothing but its name.

use secrecy::ExposeSecret as _;
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use super::{http, jws, key::digest, session::Session, token::PROOF_LIFE};
use crate::rails::{AuthorisationKeys, RailError};

#[derive(Debug, Deserialize)]
struct Pushed {
    request_uri: String,
}

impl Session<'_> {
    /// Pushes the request for a consent; gives the URL where the customer approves or declines.
    pub(super) async fn push(
        &self,
        consent: &str,
        language: &str,
        keys: &AuthorisationKeys,
    ) -> Result<Url, RailError> {
        let object = jws::sign_compact(&self.us.key, &self.request_object(consent, language, keys))?;
        let endpoint = &self.endpoints.pushed_authorization_request_endpoint;
        let request = self.authenticated(endpoint, &self.endpoints.issuer, &[("request", &object)])?;
        let pushed: Pushed = http::send(request).await?.read()?;
        let mut url = self.endpoints.authorization_endpoint.clone();
        url.query_pairs_mut()
            .append_pair("client_id", &self.us.config.client_id)
            .append_pair("request_uri", &pushed.request_uri);
        Ok(url)
    }

    fn request_object(&self, consent: &str, language: &str, keys: &AuthorisationKeys) -> Value {
        let config = &self.us.config;
        let now = self.now();
        let intent = json!({ "value": consent, "essential": true });
        json!({
            "iss": config.client_id, "aud": self.endpoints.issuer, "client_id": config.client_id,
            "response_type": "code", "redirect_uri": config.redirect_uri, "scope": "openid payments",
            "state": keys.state, "nonce": keys.nonce, "ui_locales": language,
            "code_challenge": digest(keys.verifier.expose_secret()), "code_challenge_method": "S256",
            "nbf": now, "iat": now, "exp": now + PROOF_LIFE, "jti": self.us.make.token(),
            "claims": {
                "id_token": {
                    "openbanking_intent_id": intent,
                    "acr": {
                        "essential": true,
                        "values": ["urn:openbanking:psd2:sca", "urn:openbanking:psd2:ca"],
                    },
                },
                "userinfo": { "openbanking_intent_id": intent },
            },
        })
    }
}
