//! Passwords: hashed with argon2id, off the threads that serve requests, a few at a time.

use std::sync::LazyLock;

use argon2::{
    Argon2, PasswordHasher as _, PasswordVerifier as _,
    password_hash::{self, phc::PasswordHash},
};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Semaphore;

use crate::{Error, Result};

/// Characters a password has at least and at most. The upper bound keeps hashing cheap to ask for.
const LENGTH: std::ops::RangeInclusive<usize> = 10..=1_024;

/// Hashes at work at once: each takes 19 MiB, and a flood of sign-ins must not take the machine's memory.
static PLACES: Semaphore = Semaphore::const_new(4);

/// Verified when there is no such user, so that both answers take the same time.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| hash_now("no user has this password", [0; 16]).unwrap_or_default());

/// Refuses a password that is too short or too long to be one.
pub fn check_strength(password: &SecretString) -> Result<()> {
    if LENGTH.contains(&password.expose_secret().chars().count()) {
        return Ok(());
    }
    let detail = "a password has 10 to 1,024 characters";
    Err(Error::invalid("password", "password_length", detail))
}

/// Hashes a password with this salt; the answer is a PHC string that names its parameters.
pub async fn hash(password: &SecretString, salt: [u8; 16]) -> Result<String> {
    let password = password.clone();
    work(move || hash_now(password.expose_secret(), salt)).await?.map_err(Error::internal)
}

/// Whether the password is the one hashed. Takes as long without a hash, and is false then.
pub async fn verify(password: &SecretString, hash: Option<String>) -> Result<bool> {
    let password = password.clone();
    work(move || {
        let nobody = NOBODY.as_str();
        let known = hash.is_some();
        let hash = hash.as_deref().unwrap_or(nobody);
        let matches = Argon2::default().verify_password(password.expose_secret().as_bytes(), hash);
        known && matches.is_ok()
    })
    .await
}

fn hash_now(password: &str, salt: [u8; 16]) -> password_hash::Result<String> {
    let hash: PasswordHash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt)?;
    Ok(hash.to_string())
}

async fn work<T: Send + 'static>(job: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let place = PLACES.acquire().await.map_err(Error::internal)?;
    let job = move || {
        // Held until the work is done, even when nobody waits for it any more.
        let _place = place;
        job()
    };
    tokio::task::spawn_blocking(job).await.map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_password_hashed_matches() {
        let password = SecretString::from("correct horse");
        let hash = hash(&password, [7; 16]).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify(&password, Some(hash.clone())).await.unwrap());
        assert!(!verify(&"correct horsf".into(), Some(hash)).await.unwrap());
    }

    /// A hash that cannot be read would be answered at once and give an unknown user away.
    #[tokio::test]
    async fn without_a_user_nothing_matches_and_the_same_work_is_done() {
        assert!(!verify(&"no user has this password".into(), None).await.unwrap());
        let real = hash(&"correct horse".into(), [7; 16]).await.unwrap();
        let parameters = |hash: &str| hash.rsplitn(3, '$').nth(2).unwrap().to_owned();
        assert_eq!(parameters(&NOBODY), parameters(&real));
    }

    #[test]
    fn length_counts_characters() {
        assert!(check_strength(&"١٢٣٤٥٦٧٨٩٠".into()).is_ok());
        assert!(check_strength(&"ééééééééé".into()).is_err());
        assert!(check_strength(&"x".repeat(1_025).into()).is_err());
    }
}
