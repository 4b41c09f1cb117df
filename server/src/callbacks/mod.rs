//! Where banks send customers back to.

mod bank;

use crate::routes::{Routes, get};

pub(crate) fn routes() -> Routes {
    Routes::new().route("/callbacks/bank", get(bank::back))
}
