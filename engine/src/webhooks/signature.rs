//! Signatures by Standard Webhooks 1.0: who has the secret can tell that we sent it, and when.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{Timestamp, id::EventId};
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use secrecy::{ExposeSecret as _, SecretSlice, SecretString};
use standardwebhooks::{HEADER_WEBHOOK_ID, HEADER_WEBHOOK_SIGNATURE, HEADER_WEBHOOK_TIMESTAMP, Webhook};

use super::Endpoint;
use crate::{Error, Maker, Result};

/// A fresh secret of 256 bits.
pub fn new_secret(make: &Maker) -> SecretSlice<u8> {
    make.bytes::<32>().to_vec().into()
}

/// The secret as it is shown once: `whsec_` and base64.
pub fn shown(secret: &SecretSlice<u8>) -> SecretString {
    format!("whsec_{}", STANDARD.encode(secret.expose_secret())).into()
}

/// The headers of a request: its id, the moment, and a signature with each secret that is valid now.
pub fn headers(endpoint: &Endpoint, event: EventId, body: &[u8], now: Timestamp) -> Result<HeaderMap> {
    let (id, seconds) = (event.to_string(), now.millis().div_euclid(1_000));
    let old = endpoint.old_secret.as_ref().filter(|old| now < old.until).map(|old| &old.secret);
    let signatures = std::iter::once(&endpoint.secret).chain(old).map(|secret| {
        let webhook = Webhook::from_bytes(secret.expose_secret().to_vec()).map_err(Error::internal)?;
        webhook.sign(&id, seconds, body).map_err(Error::internal)
    });
    let signatures = signatures.collect::<Result<Vec<_>>>()?.join(" ");
    let value = |text: String| HeaderValue::try_from(text).map_err(Error::internal);
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(HEADER_WEBHOOK_ID, value(id)?);
    headers.insert(HEADER_WEBHOOK_TIMESTAMP, value(seconds.to_string())?);
    headers.insert(HEADER_WEBHOOK_SIGNATURE, value(signatures)?);
    Ok(headers)
}

#[cfg(test)]
mod tests {
    use domain::{
        Mode,
        id::{AccountId, EndpointId},
        webhook::{EndpointStatus, Subscription},
    };

    use super::*;
    use crate::webhooks::OldSecret;

    const NOW: Timestamp = Timestamp::from_millis(1_674_087_231_999);

    fn endpoint(secret: &[u8], old: Option<(&[u8], Timestamp)>) -> Endpoint {
        let id = uuid::Uuid::from_u128(1);
        Endpoint {
            id: EndpointId::from_uuid(id),
            account: AccountId::from_uuid(id),
            mode: Mode::Test,
            url: "https://shop.example/".to_owned(),
            events: Subscription::Everything,
            description: None,
            status: EndpointStatus::Enabled,
            disabled_reason: None,
            disabled_at: None,
            secret: secret.to_vec().into(),
            old_secret: old.map(|(secret, until)| OldSecret { secret: secret.to_vec().into(), until }),
            failing_since: None,
            from_sequence: 0,
            created_at: NOW,
            updated_at: NOW,
        }
    }

    fn signature(endpoint: &Endpoint) -> String {
        let event = EventId::from_uuid(uuid::Uuid::from_u128(2));
        let headers = headers(endpoint, event, br#"{"test": 2432232314}"#, NOW).unwrap();
        assert_eq!(headers[HEADER_WEBHOOK_ID], "evt_000000000000000000000002");
        assert_eq!(headers[HEADER_WEBHOOK_TIMESTAMP], "1674087231");
        headers[HEADER_WEBHOOK_SIGNATURE].to_str().unwrap().to_owned()
    }

    /// Checked with `printf 'evt_000000000000000000000002.1674087231.{"test": 2432232314}' | openssl dgst -sha256
    /// -hmac secret -binary | base64`.
    #[test]
    fn the_signature_is_plain_hmac_sha256() {
        assert_eq!(signature(&endpoint(b"secret", None)), "v1,+OuEvwdNmhoBVwPxbMZCMZhOzFZbUSpP2dTlZ6JjW/0=");
    }

    #[test]
    fn the_old_secret_signs_as_well_until_its_end() {
        let alone = signature(&endpoint(b"old", None));
        let valid = signature(&endpoint(b"new", Some((b"old", NOW.plus_millis(1)))));
        assert_eq!(valid, format!("{} {alone}", signature(&endpoint(b"new", None))));
        let over = signature(&endpoint(b"new", Some((b"old", NOW))));
        assert_eq!(over, signature(&endpoint(b"new", None)));
    }

    #[test]
    fn a_shown_secret_is_read_by_the_library() {
        let secret: SecretSlice<u8> = b"secret".to_vec().into();
        let theirs = Webhook::new(shown(&secret).expose_secret()).unwrap();
        let signed = theirs.sign("evt_000000000000000000000002", 1_674_087_231, br#"{"test": 2432232314}"#);
        assert_eq!(signed.unwrap(), signature(&endpoint(b"secret", None)));
    }
}
