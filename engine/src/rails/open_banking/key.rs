//! Our RSA key, and the public keys of banks. Everything is signed with PS256.

use std::{collections::HashMap, fmt};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use ring::{
    rand::SystemRandom,
    signature::{RSA_PSS_2048_8192_SHA256, RSA_PSS_SHA256, RsaKeyPair, RsaPublicKeyComponents},
};
use rsa::pkcs8::EncodePrivateKey as _;
use secrecy::SecretSlice;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// base64url without padding, as every part of a JOSE structure is written.
pub(super) fn encode(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// The reverse of [`encode`].
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    BASE64_URL_SAFE_NO_PAD.decode(text).ok()
}

/// The SHA-256 of a text in base64url.
pub(super) fn digest(text: &str) -> String {
    encode(&Sha256::digest(text.as_bytes()))
}

/// The bytes are no RSA key that can sign.
#[derive(Debug, thiserror::Error)]
#[error("the signing key cannot be used: {0}")]
pub struct InvalidKey(String);

impl InvalidKey {
    fn new(why: impl fmt::Display) -> Self {
        Self(why.to_string())
    }
}

/// The key that proves to banks who we are. Does not print itself.
pub struct SigningKey {
    pair: RsaKeyPair,
    pkcs8: SecretSlice<u8>,
    kid: String,
}

impl SigningKey {
    /// Makes a new key of 2,048 bits. Takes up to a second or two of computing: not on an async thread.
    pub fn generate() -> Result<Self, InvalidKey> {
        let key = rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 2048).map_err(InvalidKey::new)?;
        let der = key.to_pkcs8_der().map_err(InvalidKey::new)?;
        Self::from_pkcs8(der.as_bytes())
    }

    /// Reads a key as [`Self::to_pkcs8`] gave it.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, InvalidKey> {
        let pair = RsaKeyPair::from_pkcs8(der).map_err(InvalidKey::new)?;
        let (n, e) = public(&pair);
        // RFC 7638: the required members in the order of the alphabet.
        let kid = digest(&format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#));
        Ok(Self { pair, pkcs8: SecretSlice::from(der.to_vec()), kid })
    }

    /// The private key in PKCS #8, to be stored.
    pub fn to_pkcs8(&self) -> &SecretSlice<u8> {
        &self.pkcs8
    }

    /// The key's name: its RFC 7638 thumbprint.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The public half as a JSON Web Key Set, to be registered with the banks.
    pub fn jwks(&self) -> Value {
        let (n, e) = public(&self.pair);
        json!({ "keys": [{ "kty": "RSA", "use": "sig", "alg": "PS256", "kid": self.kid, "n": n, "e": e }] })
    }

    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, InvalidKey> {
        let mut signature = vec![0; self.pair.public().modulus_len()];
        self.pair
            .sign(&RSA_PSS_SHA256, &SystemRandom::new(), message, &mut signature)
            .map_err(InvalidKey::new)?;
        Ok(signature)
    }

    /// One key for all tests: making one takes long.
    #[cfg(any(test, feature = "testing"))]
    #[expect(clippy::expect_used, reason = "for tests only")]
    pub fn for_tests() -> std::sync::Arc<Self> {
        use std::sync::{Arc, OnceLock};
        static KEY: OnceLock<Arc<SigningKey>> = OnceLock::new();
        Arc::clone(KEY.get_or_init(|| Arc::new(Self::generate().expect("a key can be made"))))
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("kid", &self.kid).finish_non_exhaustive()
    }
}

fn public(pair: &RsaKeyPair) -> (String, String) {
    let public = RsaPublicKeyComponents::<Vec<u8>>::from(pair.public());
    (encode(&public.n), encode(&public.e))
}

/// A bank's public keys by `kid`.
#[derive(Debug)]
pub(super) struct KeySet(HashMap<String, RsaPublicKeyComponents<Vec<u8>>>);

impl KeySet {
    /// Reads a JSON Web Key Set; keys that are not for PS256 signatures are passed over.
    pub(super) fn read(jwks: &Value) -> Self {
        let keys = jwks["keys"].as_array().into_iter().flatten();
        Self(keys.filter_map(read_key).collect())
    }

    pub(super) fn knows(&self, kid: &str) -> bool {
        self.0.contains_key(kid)
    }

    /// Whether the named key made this PS256 signature over the message.
    pub(super) fn verify(&self, kid: &str, message: &[u8], signature: &[u8]) -> bool {
        self.0.get(kid).is_some_and(|key| key.verify(&RSA_PSS_2048_8192_SHA256, message, signature).is_ok())
    }
}

fn read_key(key: &Value) -> Option<(String, RsaPublicKeyComponents<Vec<u8>>)> {
    let is = |name: &str, value: &str| key.get(name).is_none_or(|given| given == value);
    let part = |name: &str| decode(key[name].as_str()?);
    if key["kty"] != "RSA" || !is("use", "sig") || !is("alg", "PS256") {
        return None;
    }
    let components = RsaPublicKeyComponents { n: part("n")?, e: part("e")? };
    Some((key["kid"].as_str()?.to_owned(), components))
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    #[test]
    fn a_stored_key_signs_as_before_and_does_not_print() {
        let key = SigningKey::for_tests();
        let again = SigningKey::from_pkcs8(key.to_pkcs8().expose_secret()).unwrap();
        let signature = again.sign(b"message").unwrap();
        let keys = KeySet::read(&key.jwks());
        assert!(keys.verify(key.kid(), b"message", &signature));
        assert!(!keys.verify(key.kid(), b"massage", &signature));
        assert!(!keys.verify("another", b"message", &signature));
        assert_eq!(format!("{key:?}"), format!("SigningKey {{ kid: {:?}, .. }}", key.kid()));
    }

    #[test]
    fn a_key_set_passes_over_keys_it_cannot_use() {
        let mut jwks = SigningKey::for_tests().jwks();
        let mut other = jwks["keys"][0].clone();
        other["use"] = "enc".into();
        other["kid"] = "enc".into();
        let elliptic = json!({ "kty": "EC", "kid": "ec", "crv": "P-256" });
        let nonsense = json!(7);
        jwks["keys"].as_array_mut().unwrap().extend([other, elliptic, nonsense]);
        let keys = KeySet::read(&jwks);
        assert!(keys.knows(SigningKey::for_tests().kid()) && !keys.knows("enc") && !keys.knows("ec"));
    }

    #[test]
    fn nonsense_is_no_key() {
        assert!(SigningKey::from_pkcs8(b"nonsense").is_err());
    }
}
