//! Errors are decisions: each has a kind and a stable code. Status codes and words for people belong to
//! the edges.

use domain::{FieldError, Refusal};

/// What an operation of the engine may answer instead of a result.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule of the domain says no.
    #[error("{0}")]
    Refused(Refusal),
    /// A rule says no because of these parameters.
    #[error("{refusal}")]
    RefusedFields { params: Vec<&'static str>, refusal: Refusal },
    /// Parameters are wrong; each is named.
    #[error("{} parameters are not valid", .0.len())]
    Invalid(Vec<FieldError>),
    /// There is no such object in this account and mode.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// The idempotency key came with another request before.
    #[error("this idempotency key came with another request: use a new key for a new one")]
    IdempotencyKeyReused,
    /// A request with this idempotency key is being worked on.
    #[error("a request with this idempotency key is being worked on")]
    IdempotencyInProgress,
    /// The request was answered before; only [`crate::Engine::once`] sees this, and answers the same again.
    #[error("the request was answered before")]
    Answered(crate::idempotency::Reply),
    /// Somebody else changed the object in the meantime.
    #[error("the object changed in the meantime")]
    Conflict,
    /// No valid session or key.
    #[error("sign in or send a valid API key")]
    Unauthenticated,
    /// The actor's role or scopes do not allow this.
    #[error("your role or key does not allow this")]
    Forbidden,
    /// Too many tries; try again after so many seconds.
    #[error("too many tries")]
    Throttled { retry_after_seconds: u64 },
    /// The store takes no more work right now.
    #[error("too much to do right now")]
    Busy,
    /// The database does not answer; a write that was under way may have happened.
    #[error("the database cannot be reached")]
    DatabaseUnavailable,
    /// The bank could not be reached or answered nonsense; nothing is known to have happened.
    #[error("the bank cannot be reached")]
    BankUnavailable,
    /// A fault of ours or of the machine. Details are for the log only.
    #[error("internal: {0}")]
    Internal(String),
}

/// The classes of errors that the edges tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    Refused,
    Invalid,
    NotFound,
    Conflict,
    Unauthenticated,
    Forbidden,
    Throttled,
    Busy,
    DatabaseUnavailable,
    BankUnavailable,
    Internal,
}

impl Error {
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::Refused(_) => ErrorKind::Refused,
            Self::RefusedFields { .. } | Self::Invalid(_) => ErrorKind::Invalid,
            Self::NotFound(_) => ErrorKind::NotFound,
            Self::IdempotencyKeyReused => ErrorKind::Invalid,
            Self::IdempotencyInProgress | Self::Answered(_) | Self::Conflict => ErrorKind::Conflict,
            Self::Unauthenticated => ErrorKind::Unauthenticated,
            Self::Forbidden => ErrorKind::Forbidden,
            Self::Throttled { .. } => ErrorKind::Throttled,
            Self::Busy => ErrorKind::Busy,
            Self::DatabaseUnavailable => ErrorKind::DatabaseUnavailable,
            Self::BankUnavailable => ErrorKind::BankUnavailable,
            Self::Internal(_) => ErrorKind::Internal,
        }
    }

    /// The stable code of the API.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) | Self::RefusedFields { refusal, .. } => refusal.code(),
            Self::Invalid(_) => "invalid_parameters",
            Self::NotFound(_) => "not_found",
            Self::IdempotencyKeyReused => "idempotency_key_reused",
            Self::IdempotencyInProgress => "idempotency_in_progress",
            Self::Answered(_) | Self::Conflict => "conflict",
            Self::Unauthenticated => "unauthenticated",
            Self::Forbidden => "forbidden",
            Self::Throttled { .. } => "too_many_requests",
            Self::Busy => "busy",
            Self::DatabaseUnavailable => "database_unavailable",
            Self::BankUnavailable => "bank_unavailable",
            Self::Internal(_) => "internal",
        }
    }

    /// One wrong parameter.
    pub fn invalid(param: &str, code: &str, detail: impl ToString) -> Self {
        Self::Invalid(vec![FieldError::new(param, code, detail)])
    }

    /// A rule says no because of one parameter.
    pub(crate) fn refused(param: &'static str, refusal: Refusal) -> Self {
        Self::RefusedFields { params: vec![param], refusal }
    }

    /// What is wrong with each parameter; none when no parameter is to blame.
    pub fn into_fields(self) -> Vec<FieldError> {
        match self {
            Self::Invalid(errors) => errors,
            Self::RefusedFields { params, refusal } => {
                params.into_iter().map(|param| FieldError::new(param, refusal.code(), refusal)).collect()
            }
            _ => Vec::new(),
        }
    }

    pub(crate) fn internal(error: impl std::fmt::Display) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::Io(error) => {
                tracing::error!(%error, "the database cannot be reached");
                Self::DatabaseUnavailable
            }
            error => Self::Internal(error.to_string()),
        }
    }
}

/// A row holds something its type cannot: the database was changed from outside.
impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(error)
    }
}

pub type Result<T, E = Error> = std::result::Result<T, E>;
