//! What only the records tell to be wrong with a link that is to be made or changed: all of it at once, so that a
//! caller mends a request once.

use crate::{Error, Result};

/// Faults of parameters, in the order in which they were found.
#[derive(Default)]
pub(super) struct Faults(Vec<Error>);

impl Faults {
    /// Keeps what is wrong with a parameter for later; what else goes wrong ends the operation.
    pub fn keep<T>(&mut self, judged: Result<T>) -> Result<Option<T>> {
        match judged {
            Ok(value) => Ok(Some(value)),
            Err(fault @ (Error::Invalid(_) | Error::RefusedFields { .. })) => {
                self.0.push(fault);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Refuses when anything is wrong. A rule that alone says no keeps its code.
    pub fn finish(self) -> Result<()> {
        self.0.into_iter().reduce(joined).map_or(Ok(()), Err)
    }
}

/// Both as one: the same rule for the parameters of both, or each parameter with a code of its own.
fn joined(one: Error, other: Error) -> Error {
    match (one, other) {
        (
            Error::RefusedFields { mut params, refusal },
            Error::RefusedFields { params: more, refusal: same },
        ) if refusal == same => {
            params.extend(more);
            Error::RefusedFields { params, refusal }
        }
        (one, other) => Error::Invalid(one.into_fields().into_iter().chain(other.into_fields()).collect()),
    }
}
