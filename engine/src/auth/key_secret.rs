//! The text of an API key: `rk_test_` or `rk_live_`, 43 base62 characters that are 256 random bits, and 6
//! that are the CRC-32 of all before. The CRC lets a slip be refused without asking the database, and lets
//! scanners tell a leaked key from noise.

use domain::Mode;
use secrecy::SecretString;

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM: usize = 43;
const CHECK: usize = 6;

const fn prefix(mode: Mode) -> &'static str {
    match mode {
        Mode::Test => "rk_test_",
        Mode::Live => "rk_live_",
    }
}

/// The key of a mode made of these random bytes.
pub fn compose(mode: Mode, random: [u8; 32]) -> SecretString {
    let text = format!("{}{}", prefix(mode), base62::<32, RANDOM>(random));
    let check = checksum(&text);
    format!("{text}{check}").into()
}

/// Whether the text can be a key at all.
pub fn is_well_formed(text: &str) -> bool {
    let Some(rest) = Mode::ALL.into_iter().find_map(|mode| text.strip_prefix(prefix(mode))) else {
        return false;
    };
    let shaped = rest.len() == RANDOM + CHECK && rest.bytes().all(|byte| byte.is_ascii_alphanumeric());
    shaped && text.split_at_checked(text.len() - CHECK).is_some_and(|(text, check)| checksum(text) == check)
}

/// The last characters, by which people tell their keys apart.
pub fn hint(secret: &str) -> String {
    let start = secret.len().saturating_sub(4);
    secret.get(start..).unwrap_or_default().to_owned()
}

fn checksum(text: &str) -> String {
    base62::<4, CHECK>(crc32fast::hash(text.as_bytes()).to_be_bytes())
}

/// Writes a big-endian number in as many base62 digits as asked for.
fn base62<const BYTES: usize, const LENGTH: usize>(mut number: [u8; BYTES]) -> String {
    let mut text = [b'0'; LENGTH];
    for place in text.iter_mut().rev() {
        let mut rest = 0_u16;
        for byte in &mut number {
            // The rest is below 62, so the quotient fits its byte.
            let value = (rest << 8) | u16::from(*byte);
            [_, *byte] = (value / 62).to_be_bytes();
            rest = value % 62;
        }
        *place = DIGITS[usize::from(rest)];
    }
    text.iter().map(|&byte| char::from(byte)).collect()
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    #[test]
    fn a_key_has_its_prefix_and_length_whatever_the_bytes() {
        for random in [[0; 32], [0xff; 32], [7; 32]] {
            let key = compose(Mode::Live, random);
            let key = key.expose_secret();
            assert!(key.starts_with("rk_live_"));
            assert_eq!(key.len(), 57);
            assert!(is_well_formed(key));
        }
        let low = compose(Mode::Test, [0; 32]);
        assert!(low.expose_secret().starts_with(&format!("rk_test_{}", "0".repeat(43))));
    }

    #[test]
    fn base62_is_the_number() {
        assert_eq!(base62::<2, 3>([0, 61]), "00z");
        assert_eq!(base62::<2, 3>([0, 62]), "010");
        assert_eq!(base62::<2, 3>([0xff, 0xff]), "H31");
        assert_eq!(base62::<4, 6>([0xff; 4]), "4gfFC3");
    }

    #[test]
    fn a_slip_in_any_place_is_seen() {
        let key = compose(Mode::Test, [42; 32]);
        let key = key.expose_secret();
        for place in 0..key.len() {
            let mut slip = key.as_bytes().to_vec();
            slip[place] = if slip[place] == b'a' { b'b' } else { b'a' };
            assert!(!is_well_formed(&String::from_utf8(slip).unwrap()), "{place}");
        }
        for text in ["", "rk_test_", "rk_live", &key[..56], &format!("{key}0"), &"é".repeat(29)] {
            assert!(!is_well_formed(text), "{text}");
        }
        assert!(!is_well_formed(&format!("rk_test_{}é", "0".repeat(47))));
    }
}
