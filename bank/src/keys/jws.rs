//! The two signed shapes of the wire: compact tokens (assertions, request objects, id tokens) and the
//! detached `x-jws-signature` over a body.

use serde_json::{Map, Value, json};

use super::{KeySet, SigningKey, decode, encode};
use crate::error::{Code, Flaw};

const IAT: &str = "http://openbanking.org.uk/iat";
const ISS: &str = "http://openbanking.org.uk/iss";
const TAN: &str = "http://openbanking.org.uk/tan";
/// The trust anchor this sandbox belongs to.
const ANCHOR: &str = "openbanking.org.uk";
/// How far a client's clock may run ahead, in seconds.
const SKEW: i64 = 60;

/// Signs claims into a compact token.
pub(crate) fn sign_compact(key: &SigningKey, claims: &Value) -> anyhow::Result<String> {
    let header = json!({ "alg": "PS256", "typ": "JWT", "kid": key.kid() });
    let message =
        format!("{}.{}", encode(header.to_string().as_bytes()), encode(claims.to_string().as_bytes()));
    let signature = key.sign(message.as_bytes())?;
    Ok(format!("{message}.{}", encode(&signature)))
}

/// Verifies a compact token and gives its claims; says in words what is wrong with it.
pub(crate) fn open_compact(keys: &KeySet, token: &str) -> Result<Value, &'static str> {
    let mut parts = token.split('.');
    let (Some(header), Some(claims), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err("is not a signed token of three parts");
    };
    let read = |part: &str| decode(part).and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
    let head = read(header).ok_or("has an unreadable header")?;
    if head["alg"] != "PS256" {
        return Err("is not signed with PS256");
    }
    if head.get("crit").is_some() {
        return Err("asks for an extension in `crit` that is not known");
    }
    let kid = head["kid"].as_str().ok_or("names no key in `kid`")?;
    if !keys.knows(kid) {
        return Err("names a key that is not registered");
    }
    let signature = decode(signature).ok_or("has an unreadable signature")?;
    let message = token.rsplit_once('.').map_or("", |(message, _)| message);
    if !keys.verify(kid, message.as_bytes(), &signature) {
        return Err("has a wrong signature");
    }
    read(claims).filter(Value::is_object).ok_or("has unreadable claims")
}

/// Signs a body as the bank does on answers: its issuer is the organisation alone.
pub(crate) fn sign_detached(key: &SigningKey, issuer: &str, now: i64, body: &[u8]) -> anyhow::Result<String> {
    let header = json!({
        "alg": "PS256", "kid": key.kid(), "typ": "JOSE", "cty": "application/json",
        IAT: now / 1000, ISS: issuer, TAN: ANCHOR, "crit": [IAT, ISS, TAN],
    });
    let header = encode(header.to_string().as_bytes());
    let signature = key.sign(format!("{header}.{}", encode(body)).as_bytes())?;
    Ok(format!("{header}..{}", encode(&signature)))
}

/// Verifies a client's signature over the bytes it sent.
pub(crate) fn verify_detached(
    keys: &KeySet,
    issuer: &str,
    now: i64,
    signature: &str,
    body: &[u8],
) -> Result<(), Flaw> {
    let malformed = || Flaw::new(Code::SignatureMalformed, "x-jws-signature is not a detached JWS");
    let (header, proof) = signature.split_once("..").ok_or_else(malformed)?;
    let proof = decode(proof).ok_or_else(malformed)?;
    let head: Map<String, Value> =
        decode(header).and_then(|bytes| serde_json::from_slice(&bytes).ok()).ok_or_else(malformed)?;
    check_claims(&head, issuer, now)?;
    let kid = head.get("kid").and_then(Value::as_str).unwrap_or_default();
    if !keys.knows(kid) {
        return Err(Flaw::new(Code::SignatureInvalidClaim, "kid names a key that is not registered"));
    }
    if !keys.verify(kid, format!("{header}.{}", encode(body)).as_bytes(), &proof) {
        return Err(Flaw::new(Code::SignatureInvalid, "x-jws-signature does not fit the body"));
    }
    Ok(())
}

fn check_claims(head: &Map<String, Value>, issuer: &str, now: i64) -> Result<(), Flaw> {
    let wrong = |what: &str| Err(Flaw::new(Code::SignatureInvalidClaim, what.to_owned()));
    for claim in ["alg", "kid", IAT, ISS, TAN, "crit"] {
        if !head.contains_key(claim) {
            return Err(Flaw::new(Code::SignatureMissingClaim, format!("{claim} is missing")));
        }
    }
    if let Some(extra) =
        head.keys().find(|name| !["alg", "kid", "typ", "cty", IAT, ISS, TAN, "crit"].contains(&name.as_str()))
    {
        return wrong(&format!("{extra} is not allowed"));
    }
    let is = |claim: &str, value: &str| head.get(claim).and_then(Value::as_str) == Some(value);
    if !is("alg", "PS256") {
        return wrong("alg must be PS256");
    }
    if head.contains_key("typ") && !is("typ", "JOSE")
        || head.contains_key("cty") && !is("cty", "application/json")
    {
        return wrong("typ must be JOSE and cty application/json");
    }
    if !is(ISS, issuer) {
        return wrong("iss is not this client's organisation and software");
    }
    if !is(TAN, ANCHOR) {
        return wrong("tan is not a trust anchor of this bank");
    }
    if head.get(IAT).and_then(Value::as_i64).is_none_or(|iat| iat > now / 1000 + SKEW) {
        return wrong("iat must be a time in the past");
    }
    let mut critical: Vec<_> =
        head.get("crit").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    critical.sort_unstable();
    if critical != [IAT, ISS, TAN] {
        return wrong("crit must list iat, iss and tan and nothing else");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    static KEY: LazyLock<SigningKey> =
        LazyLock::new(|| SigningKey::from_pkcs8(&SigningKey::generate().unwrap()).unwrap());

    fn keys() -> KeySet {
        KeySet::parse(&KEY.jwks()).unwrap()
    }

    const NOW: i64 = 1_750_000_000_000;

    #[test]
    fn a_compact_token_opens_only_unchanged() {
        let token = sign_compact(&KEY, &json!({ "iss": "me" })).unwrap();
        assert_eq!(open_compact(&keys(), &token).unwrap(), json!({ "iss": "me" }));
        let forged = encode(br#"{"iss":"you"}"#);
        let parts: Vec<_> = token.split('.').collect();
        let changed = format!("{}.{forged}.{}", parts[0], parts[2]);
        assert_eq!(open_compact(&keys(), &changed), Err("has a wrong signature"));
        let none = format!("{}.{forged}.", encode(br#"{"alg":"none"}"#));
        assert_eq!(open_compact(&keys(), &none), Err("is not signed with PS256"));
    }

    #[test]
    fn a_detached_signature_fits_one_body_one_issuer_and_no_future() {
        let body = br#"{"Data":{}}"#;
        let signature = sign_detached(&KEY, "org/app", NOW, body).unwrap();
        let check = |issuer, now, body: &[u8]| {
            verify_detached(&keys(), issuer, now, &signature, body).map_err(|flaw| flaw.code)
        };
        assert_eq!(check("org/app", NOW, body), Ok(()));
        assert_eq!(check("org/app", NOW, br#"{"Data":{ }}"#), Err(Code::SignatureInvalid));
        assert_eq!(check("org/other", NOW, body), Err(Code::SignatureInvalidClaim));
        assert_eq!(check("org/app", NOW - 120_000, body), Err(Code::SignatureInvalidClaim));
    }

    #[test]
    fn a_header_with_a_missing_or_extra_claim_is_refused() {
        let header = |change: &dyn Fn(&mut Value)| {
            let mut head = json!({
                "alg": "PS256", "kid": KEY.kid(), IAT: NOW / 1000, ISS: "org/app", TAN: ANCHOR, "crit": [IAT, ISS, TAN],
            });
            change(&mut head);
            let head = encode(head.to_string().as_bytes());
            let proof = KEY.sign(format!("{head}.{}", encode(b"{}")).as_bytes()).unwrap();
            let signature = format!("{head}..{}", encode(&proof));
            verify_detached(&keys(), "org/app", NOW, &signature, b"{}").map_err(|flaw| flaw.code)
        };
        assert_eq!(header(&|_| ()), Ok(()));
        assert_eq!(header(&|head| head["b64"] = false.into()), Err(Code::SignatureInvalidClaim));
        assert_eq!(header(&|head| head["alg"] = "RS256".into()), Err(Code::SignatureInvalidClaim));
        assert_eq!(header(&|head| head["crit"] = json!([IAT])), Err(Code::SignatureInvalidClaim));
        assert_eq!(
            header(&|head| drop(head.as_object_mut().unwrap().remove(TAN))),
            Err(Code::SignatureMissingClaim)
        );
        assert_eq!(
            verify_detached(&keys(), "org/app", NOW, "nonsense", b"{}").unwrap_err().code,
            Code::SignatureMalformed
        );
    }
}
