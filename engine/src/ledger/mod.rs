//! The ledger check: recounts everything from rows and names every difference. `remit doctor` runs it.

use crate::{Engine, Result, store};

/// Something that does not add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What was checked, such as `links.started`.
    pub what: &'static str,
    /// The object, by its public id.
    pub object: String,
    pub detail: String,
}

impl Engine {
    /// Compares every counter with the rows it counts, and every row with the rules. Empty when all is well.
    pub async fn recount(&self) -> Result<Vec<Difference>> {
        let mut connection = self.db.read().await?;
        store::ledger::differences(&mut connection).await
    }
}
