//! The HMAC that lets a merchant trust what the result page hands over.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// Signs `usage_id`, `payment_id` and `status`, joined by full stops, with HMAC-SHA-256; lower-case hex.
/// An absent payment is the empty text.
pub fn sign_return(secret: &[u8], usage_id: &str, payment_id: &str, status: &str) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else {
        unreachable!("HMAC takes keys of any length")
    };
    mac.update(format!("{usage_id}.{payment_id}.{status}").as_bytes());
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checked with `printf 'use_1.pay_1.PAYMENT_CREATED' | openssl dgst -sha256 -hmac secret`.
    #[test]
    fn the_signature_is_plain_hmac_sha256() {
        let signature = sign_return(b"secret", "use_1", "pay_1", "PAYMENT_CREATED");
        assert_eq!(signature, "37eef391f3d523b8aab1b53b605357846f45412c598930b34f2a9d33000f5020");
    }
}
