//! The two signed shapes of the wire: compact tokens (client assertions, request objects, id tokens) and
//! the detached `x-jws-signature` over the bytes of a body.

use domain::Timestamp;
use serde_json::{Map, Value, json};

use super::key::{InvalidKey, KeySet, SigningKey, decode, encode};

const IAT: &str = "http://openbanking.org.uk/iat";
const ISS: &str = "http://openbanking.org.uk/iss";
const TAN: &str = "http://openbanking.org.uk/tan";
/// The trust anchor of the directory.
const ANCHOR: &str = "openbanking.org.uk";
/// How far a bank's clock may differ from ours, in seconds.
pub(super) const SKEW: i64 = 60;

/// Why a signature does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Flaw {
    /// Perhaps a key that the bank published lately.
    #[error("the signature names an unknown key")]
    UnknownKey,
    #[error("the signature is missing")]
    Missing,
    #[error("the signature is unreadable")]
    Malformed,
    #[error("the signature's {0} is not what it should be")]
    Claim(&'static str),
    #[error("the signature does not fit")]
    Wrong,
}

/// Signs claims into a compact token.
pub(super) fn sign_compact(key: &SigningKey, claims: &Value) -> Result<String, InvalidKey> {
    let header = json!({ "alg": "PS256", "typ": "JWT", "kid": key.kid() });
    let message =
        format!("{}.{}", encode(header.to_string().as_bytes()), encode(claims.to_string().as_bytes()));
    let signature = key.sign(message.as_bytes())?;
    Ok(format!("{message}.{}", encode(&signature)))
}

/// Verifies a compact token and gives its claims.
pub(super) fn open_compact(keys: &KeySet, token: &str) -> Result<Value, Flaw> {
    let (message, signature) = token.rsplit_once('.').ok_or(Flaw::Malformed)?;
    let (header, claims) = message.split_once('.').ok_or(Flaw::Malformed)?;
    let head = read(header).ok_or(Flaw::Malformed)?;
    if head.contains_key("crit") {
        return Err(Flaw::Claim("crit"));
    }
    verify(keys, &head, message.as_bytes(), signature)?;
    read(claims).map(Value::Object).ok_or(Flaw::Malformed)
}

/// Signs the exact bytes of a body.
pub(super) fn sign_detached(
    key: &SigningKey,
    issuer: &str,
    now: Timestamp,
    body: &[u8],
) -> Result<String, InvalidKey> {
    let header = json!({
        "alg": "PS256", "kid": key.kid(), "typ": "JOSE", "cty": "application/json",
        IAT: now.millis() / 1000, ISS: issuer, TAN: ANCHOR, "crit": [IAT, ISS, TAN],
    });
    let header = encode(header.to_string().as_bytes());
    let signature = key.sign(format!("{header}.{}", encode(body)).as_bytes())?;
    Ok(format!("{header}..{}", encode(&signature)))
}

/// Verifies a bank's signature over the bytes it sent. Without an `issuer` any issuer counts whose key
/// the bank publishes.
pub(super) fn verify_detached(
    keys: &KeySet,
    issuer: Option<&str>,
    now: Timestamp,
    signature: Option<&str>,
    body: &[u8],
) -> Result<(), Flaw> {
    let (header, proof) = signature.ok_or(Flaw::Missing)?.split_once("..").ok_or(Flaw::Malformed)?;
    let head = read(header).ok_or(Flaw::Malformed)?;
    check_claims(&head, issuer, now)?;
    verify(keys, &head, format!("{header}.{}", encode(body)).as_bytes(), proof)
}

fn read(part: &str) -> Option<Map<String, Value>> {
    serde_json::from_slice(&decode(part)?).ok()
}

fn verify(keys: &KeySet, head: &Map<String, Value>, message: &[u8], signature: &str) -> Result<(), Flaw> {
    let text = |name: &str| head.get(name).and_then(Value::as_str);
    if text("alg") != Some("PS256") {
        return Err(Flaw::Claim("alg"));
    }
    let kid = text("kid").ok_or(Flaw::Claim("kid"))?;
    if !keys.knows(kid) {
        return Err(Flaw::UnknownKey);
    }
    let signature = decode(signature).ok_or(Flaw::Malformed)?;
    if keys.verify(kid, message, &signature) { Ok(()) } else { Err(Flaw::Wrong) }
}

fn check_claims(head: &Map<String, Value>, issuer: Option<&str>, now: Timestamp) -> Result<(), Flaw> {
    let text = |name: &str| head.get(name).and_then(Value::as_str);
    let known = ["alg", "kid", "typ", "cty", "crit", IAT, ISS, TAN];
    if !head.keys().all(|name| known.contains(&name.as_str())) {
        return Err(Flaw::Claim("list of claims"));
    }
    let critical: Option<Vec<_>> = head.get("crit").and_then(Value::as_array).map(|names| {
        let mut names: Vec<_> = names.iter().filter_map(Value::as_str).collect();
        names.sort_unstable();
        names
    });
    if critical.as_deref() != Some(&[IAT, ISS, TAN]) {
        return Err(Flaw::Claim("crit"));
    }
    let signed_at = head.get(IAT).and_then(Value::as_i64).ok_or(Flaw::Claim("iat"))?;
    if signed_at > now.millis() / 1000 + SKEW {
        return Err(Flaw::Claim("iat"));
    }
    if text(TAN) != Some(ANCHOR) {
        return Err(Flaw::Claim("tan"));
    }
    let by = text(ISS).ok_or(Flaw::Claim("iss"))?;
    if issuer.is_some_and(|issuer| issuer != by) {
        return Err(Flaw::Claim("iss"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_750_000_000_000);
    const BODY: &[u8] = br#"{"Data":{}}"#;

    fn key() -> Arc<SigningKey> {
        SigningKey::for_tests()
    }

    fn keys() -> KeySet {
        KeySet::read(&key().jwks())
    }

    fn check(signature: &str, body: &[u8]) -> Result<(), Flaw> {
        verify_detached(&keys(), Some("org"), NOW, Some(signature), body)
    }

    #[test]
    fn a_compact_token_opens_only_as_it_was_signed() {
        let token = sign_compact(&key(), &json!({ "iss": "me" })).unwrap();
        assert_eq!(open_compact(&keys(), &token), Ok(json!({ "iss": "me" })));
        let parts: Vec<_> = token.split('.').collect();
        let forged = encode(br#"{"iss":"you"}"#);
        let none = encode(br#"{"alg":"none"}"#);
        for (changed, flaw) in [
            (format!("{}.{forged}.{}", parts[0], parts[2]), Flaw::Wrong),
            (format!("{none}.{forged}."), Flaw::Claim("alg")),
            (format!("{}.{}", parts[0], parts[1]), Flaw::Malformed),
            (String::new(), Flaw::Malformed),
            ("a.b.c.d".to_owned(), Flaw::Malformed),
        ] {
            assert_eq!(open_compact(&keys(), &changed), Err(flaw), "{changed}");
        }
        assert_eq!(open_compact(&KeySet::read(&json!({})), &token), Err(Flaw::UnknownKey));
    }

    #[test]
    fn a_detached_signature_fits_one_body_one_issuer_and_no_future() {
        let signature = sign_detached(&key(), "org", NOW, BODY).unwrap();
        assert_eq!(check(&signature, BODY), Ok(()));
        assert_eq!(check(&signature, br#"{"Data":{ }}"#), Err(Flaw::Wrong));
        let signed = Some(signature.as_str());
        let other = verify_detached(&keys(), Some("other"), NOW, signed, BODY);
        assert_eq!(other, Err(Flaw::Claim("iss")));
        assert_eq!(verify_detached(&keys(), None, NOW, signed, BODY), Ok(()));
        let early = NOW.plus_millis(-(SKEW + 1) * 1000);
        assert_eq!(verify_detached(&keys(), None, early, signed, BODY), Err(Flaw::Claim("iat")));
        assert_eq!(verify_detached(&keys(), None, NOW, None, BODY), Err(Flaw::Missing));
        assert_eq!(check("nonsense", BODY), Err(Flaw::Malformed));
    }

    #[test]
    fn a_header_with_a_changed_missing_or_extra_claim_does_not_count() {
        let header = |change: &dyn Fn(&mut Map<String, Value>)| {
            let head = json!({
                "alg": "PS256", "kid": key().kid(), IAT: NOW.millis() / 1000, ISS: "org", TAN: ANCHOR,
                "crit": [IAT, ISS, TAN],
            });
            let Value::Object(mut head) = head else { unreachable!() };
            change(&mut head);
            let head = encode(Value::Object(head).to_string().as_bytes());
            let proof = key().sign(format!("{head}.{}", encode(BODY)).as_bytes()).unwrap();
            check(&format!("{head}..{}", encode(&proof)), BODY)
        };
        let set = |name: &'static str, value: Value| {
            header(&move |head| drop(head.insert(name.to_owned(), value.clone())))
        };
        assert_eq!(header(&|_| ()), Ok(()));
        assert_eq!(set("b64", false.into()), Err(Flaw::Claim("list of claims")));
        assert_eq!(set("alg", "RS256".into()), Err(Flaw::Claim("alg")));
        assert_eq!(set("crit", json!([IAT])), Err(Flaw::Claim("crit")));
        assert_eq!(set(TAN, "elsewhere".into()), Err(Flaw::Claim("tan")));
        assert_eq!(set(IAT, "soon".into()), Err(Flaw::Claim("iat")));
        assert_eq!(set("kid", "another".into()), Err(Flaw::UnknownKey));
        assert_eq!(header(&|head| drop(head.remove(ISS))), Err(Flaw::Claim("iss")));
    }
}
