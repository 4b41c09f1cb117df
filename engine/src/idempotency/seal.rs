//! Replies are kept sealed: some hold a secret or what customers entered, and only who sent the request needs them.

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use sha2::{Digest as _, Sha256};

use super::Key;
use crate::{Error, Maker, Result};

/// Seals and opens with the API key of a request, of which Remit keeps only a hash.
#[derive(Clone, Debug)]
pub struct Seal(LessSafeKey);

impl Seal {
    /// For a request that came with this idempotency key and was authenticated with this secret.
    pub fn new(key: &Key, secret: &str) -> Result<Self> {
        let hash = Sha256::new()
            .chain_update(b"what was answered\0")
            .chain_update(key.as_str())
            .chain_update(b"\0")
            .chain_update(secret)
            .finalize();
        UnboundKey::new(&AES_256_GCM, &hash).map(|key| Self(LessSafeKey::new(key))).map_err(Error::internal)
    }

    /// The body as it is kept: a nonce, then what it says to who knows the secret. It opens for this fingerprint only.
    pub(super) fn close(&self, make: &Maker, fingerprint: &[u8], body: &[u8]) -> Result<Vec<u8>> {
        let nonce = make.bytes::<NONCE_LEN>();
        let mut sealed = body.to_vec();
        let (unique, whole) = (Nonce::assume_unique_for_key(nonce), Aad::from(fingerprint));
        self.0.seal_in_place_append_tag(unique, whole, &mut sealed).map_err(Error::internal)?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// What was sealed; `None` for any other secret or fingerprint.
    pub(super) fn open(&self, fingerprint: &[u8], kept: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = kept.split_first_chunk::<NONCE_LEN>()?;
        let (unique, mut sealed) = (Nonce::assume_unique_for_key(*nonce), sealed.to_vec());
        let opened = self.0.open_in_place(unique, Aad::from(fingerprint), &mut sealed).ok()?;
        Some(opened.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{clock::SystemRng, testing::ManualClock};

    #[test]
    fn only_the_same_secret_key_and_request_open_it() {
        let make = Maker::new(Arc::new(ManualClock::new()), Arc::new(SystemRng));
        let seal = |key: &str, secret: &str| Seal::new(&key.parse().unwrap(), secret).unwrap();
        let kept = seal("k", "rk_test_1").close(&make, b"request", b"whsec_secret").unwrap();
        assert!(!kept.windows(6).any(|part| part == b"secret"));
        assert_eq!(seal("k", "rk_test_1").open(b"request", &kept).unwrap(), b"whsec_secret");
        assert_eq!(seal("k", "rk_test_2").open(b"request", &kept), None);
        assert_eq!(seal("l", "rk_test_1").open(b"request", &kept), None);
        assert_eq!(seal("k", "rk_test_1").open(b"another", &kept), None);
        assert_eq!(seal("k", "rk_test_1").open(b"request", &kept[..11]), None);
    }
}
