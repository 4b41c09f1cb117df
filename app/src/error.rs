//! What a server function answers instead of a result: a stable code, words, and the fields to blame.
//! The one place of the dashboard that knows status codes.

use std::fmt;

use domain::FieldError;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

use crate::codec::JsonText;

/// An error as it travels to the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppError {
    /// Stable, such as `not_found`; pages choose their words by it.
    pub code: String,
    /// In English, for codes a page has no words for.
    pub message: String,
    pub errors: Vec<FieldError>,
}

impl AppError {
    pub const NOT_FOUND: &'static str = "not_found";
    pub const UNAUTHENTICATED: &'static str = "unauthenticated";
    pub const INVALID: &'static str = "invalid_parameters";
    /// The server could not be reached, or its answer not be read.
    pub const UNREACHABLE: &'static str = "unreachable";

    fn new(code: &str, message: impl ToString) -> Self {
        Self { code: code.to_owned(), message: message.to_string(), errors: Vec::new() }
    }

    pub fn is(&self, code: &str) -> bool {
        self.code == code
    }

    /// Whether the same may well be answered in a moment: nothing is known of what was asked for.
    pub fn passes(&self) -> bool {
        [Self::UNREACHABLE, "busy", "database_unavailable", "internal"].contains(&self.code.as_str())
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for AppError {}

impl FromServerFnError for AppError {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::new(Self::INVALID, error),
            error => Self::new(Self::UNREACHABLE, error),
        }
    }
}

#[cfg(feature = "ssr")]
mod ssr {
    use domain::FieldError;
    use engine::{Error, ErrorKind};
    use http::StatusCode;
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;

    use super::AppError;

    impl AppError {
        /// Nobody is signed in.
        pub fn unauthenticated() -> Self {
            Error::Unauthenticated.into()
        }

        /// These fields are wrong.
        pub fn invalid(errors: Vec<FieldError>) -> Self {
            Error::Invalid(errors).into()
        }

        /// There is nothing with such an id, or the text is no id at all.
        pub fn not_found(noun: &'static str) -> Self {
            Error::NotFound(noun).into()
        }
    }

    impl From<Error> for AppError {
        /// Sets the reply's status too.
        fn from(error: Error) -> Self {
            if let Some(response) = use_context::<ResponseOptions>() {
                response.set_status(status(error.kind()));
            }
            let (code, message) = (error.code(), error.to_string());
            match error {
                // What went wrong inside is for the log.
                Error::Internal(_) => Self::new(code, "something went wrong on our side"),
                error => Self { errors: error.into_fields(), ..Self::new(code, message) },
            }
        }
    }

    const fn status(kind: ErrorKind) -> StatusCode {
        match kind {
            ErrorKind::Refused | ErrorKind::Conflict => StatusCode::CONFLICT,
            ErrorKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            ErrorKind::NotFound => StatusCode::NOT_FOUND,
            ErrorKind::Unauthenticated => StatusCode::UNAUTHORIZED,
            ErrorKind::Forbidden => StatusCode::FORBIDDEN,
            ErrorKind::Throttled => StatusCode::TOO_MANY_REQUESTS,
            ErrorKind::Busy | ErrorKind::DatabaseUnavailable => StatusCode::SERVICE_UNAVAILABLE,
            ErrorKind::BankUnavailable => StatusCode::BAD_GATEWAY,
            ErrorKind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use engine::Error;

    use super::AppError;

    #[test]
    fn a_trouble_of_the_moment_passes_and_an_answer_does_not() {
        for error in [Error::Busy, Error::DatabaseUnavailable, Error::Internal("a fault".to_owned())] {
            assert!(AppError::from(error).passes());
        }
        for error in [Error::NotFound("usage"), Error::Forbidden, Error::Unauthenticated, Error::Conflict] {
            assert!(!AppError::from(error).passes());
        }
    }
}
