//! Keys and chance: the bank's own signing key, the public keys of its clients, random tokens.

pub(crate) mod jws;

use std::collections::HashMap;

use anyhow::{Context, anyhow};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use ring::{
    rand::{SecureRandom, SystemRandom},
    signature::{RSA_PSS_2048_8192_SHA256, RSA_PSS_SHA256, RsaKeyPair, RsaPublicKeyComponents},
};
use rsa::pkcs8::EncodePrivateKey;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// A fresh secret of 256 bits, safe in a URL.
pub(crate) fn token() -> String {
    encode(&random::<32>())
}

/// A fresh random UUID.
pub(crate) fn uuid() -> String {
    uuid::Builder::from_random_bytes(random::<16>()).into_uuid().to_string()
}

/// base64url without padding, as every JOSE part is written.
pub(crate) fn encode(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// The reverse of [`encode`]; `None` for anything else.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    BASE64_URL_SAFE_NO_PAD.decode(text).ok()
}

/// The SHA-256 of a text in base64url: PKCE challenges, key ids and stored tokens.
pub(crate) fn digest(text: &str) -> String {
    encode(&Sha256::digest(text.as_bytes()))
}

/// The left half of the SHA-256, as `at_hash` and `s_hash` of an id token are defined.
pub(crate) fn half_digest(text: &str) -> String {
    let whole = Sha256::digest(text.as_bytes());
    encode(whole.get(..16).unwrap_or_default())
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    #[expect(clippy::expect_used, reason = "without randomness from the system no secret may be made")]
    SystemRandom::new().fill(&mut bytes).expect("the system gives random bytes");
    bytes
}

/// The bank's RSA key. It signs answers and id tokens with PS256.
pub(crate) struct SigningKey {
    pair: RsaKeyPair,
    kid: String,
}

impl SigningKey {
    /// Makes a new key, as PKCS #8. Takes a second or two: not on an async thread.
    pub(crate) fn generate() -> anyhow::Result<Vec<u8>> {
        let key = rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 2048)?;
        Ok(key.to_pkcs8_der()?.as_bytes().to_vec())
    }

    pub(crate) fn from_pkcs8(der: &[u8]) -> anyhow::Result<Self> {
        let pair =
            RsaKeyPair::from_pkcs8(der).map_err(|e| anyhow!("the bank's signing key is unusable: {e}"))?;
        let kid = digest(&encode(&public(&pair).n));
        Ok(Self { pair, kid })
    }

    pub(crate) fn kid(&self) -> &str {
        &self.kid
    }

    pub(crate) fn sign(&self, message: &[u8]) -> anyhow::Result<Vec<u8>> {
        let mut signature = vec![0; self.pair.public().modulus_len()];
        self.pair
            .sign(&RSA_PSS_SHA256, &SystemRandom::new(), message, &mut signature)
            .map_err(|_| anyhow!("signing failed"))?;
        Ok(signature)
    }

    /// The public half as a JSON Web Key Set.
    pub(crate) fn jwks(&self) -> Value {
        let public = public(&self.pair);
        json!({ "keys": [{
            "kty": "RSA", "use": "sig", "alg": "PS256", "kid": self.kid,
            "n": encode(&public.n), "e": encode(&public.e),
        }]})
    }
}

fn public(pair: &RsaKeyPair) -> RsaPublicKeyComponents<Vec<u8>> {
    RsaPublicKeyComponents::from(pair.public())
}

/// Public keys by `kid`.
pub(crate) struct KeySet(HashMap<String, RsaPublicKeyComponents<Vec<u8>>>);

impl KeySet {
    /// Reads a JSON Web Key Set; every key must be RSA and named.
    pub(crate) fn parse(jwks: &Value) -> anyhow::Result<Self> {
        let keys = jwks["keys"].as_array().context("a key set has a list named `keys`")?;
        let read = |key: &Value| {
            let part = |name: &str| {
                key[name].as_str().and_then(decode).with_context(|| format!("a key lacks `{name}`"))
            };
            let kid = key["kid"].as_str().context("a key lacks `kid`")?;
            Ok((kid.to_owned(), RsaPublicKeyComponents { n: part("n")?, e: part("e")? }))
        };
        Ok(Self(keys.iter().map(read).collect::<anyhow::Result<_>>()?))
    }

    pub(crate) fn knows(&self, kid: &str) -> bool {
        self.0.contains_key(kid)
    }

    /// Whether the named key made this PS256 signature over the message.
    pub(crate) fn verify(&self, kid: &str, message: &[u8], signature: &[u8]) -> bool {
        self.0.get(kid).is_some_and(|key| key.verify(&RSA_PSS_2048_8192_SHA256, message, signature).is_ok())
    }
}
