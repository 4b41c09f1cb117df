//! Whether an id token, whose signature verified, is about the approval we asked for.

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{jws::SKEW, key::encode};

/// What the claims must say.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client_id: &'a str,
    pub(super) nonce: &'a str,
    pub(super) consent: &'a str,
    pub(super) access_token: &'a str,
    /// Seconds since 1970.
    pub(super) now: i64,
}

/// Names the claim that is wrong.
pub(super) fn check(claims: &Value, expected: &Expected<'_>) -> Result<(), &'static str> {
    let is = |name: &'static str, value: &str| if claims[name] == value { Ok(()) } else { Err(name) };
    is("iss", expected.issuer)?;
    is("nonce", expected.nonce)?;
    is("openbanking_intent_id", expected.consent)?;
    match &claims["aud"] {
        Value::String(audience) if audience == expected.client_id => {}
        // Several audiences are only right when we are the one it was issued to.
        Value::Array(list) if list.iter().any(|one| one == expected.client_id) => {
            if list.len() > 1 {
                is("azp", expected.client_id)?;
            }
        }
        _ => return Err("aud"),
    }
    if claims["exp"].as_i64().is_none_or(|end| end + SKEW <= expected.now) {
        return Err("exp");
    }
    if claims.get("at_hash").is_some() {
        is("at_hash", &half_digest(expected.access_token))?;
    }
    Ok(())
}

/// The left half of the SHA-256, as `OpenID` Connect defines `at_hash`.
fn half_digest(text: &str) -> String {
    let whole = Sha256::digest(text.as_bytes());
    encode(whole.get(..16).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn judge(change: impl FnOnce(&mut Value)) -> Result<(), &'static str> {
        let mut claims = json!({
            "iss": "https://bank.example", "aud": "us", "nonce": "n", "openbanking_intent_id": "c1",
            "exp": 1_000, "at_hash": half_digest("token"),
        });
        change(&mut claims);
        let expected = Expected {
            issuer: "https://bank.example",
            client_id: "us",
            nonce: "n",
            consent: "c1",
            access_token: "token",
            now: 1_000,
        };
        check(&claims, &expected)
    }

    #[test]
    fn each_claim_must_be_what_we_asked_for() {
        assert_eq!(judge(|_| ()), Ok(()));
        for (claim, value) in [
            ("iss", json!("https://other.example")),
            ("nonce", json!("another")),
            ("openbanking_intent_id", json!("c2")),
            ("aud", json!("them")),
            ("aud", json!(["them"])),
            ("exp", json!(1_000 - SKEW)),
            ("exp", json!("later")),
            ("at_hash", json!("other")),
        ] {
            assert_eq!(judge(|claims| claims[claim] = value.clone()), Err(claim), "{value}");
        }
    }

    #[test]
    fn several_audiences_need_us_as_the_authorised_party() {
        assert_eq!(judge(|claims| claims["aud"] = json!(["us"])), Ok(()));
        assert_eq!(judge(|claims| claims["aud"] = json!(["us", "them"])), Err("azp"));
        let both = |claims: &mut Value| {
            claims["aud"] = json!(["us", "them"]);
            claims["azp"] = "us".into();
        };
        assert_eq!(judge(both), Ok(()));
    }
}
