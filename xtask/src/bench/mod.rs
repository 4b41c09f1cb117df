//! Measures the finished product against its budgets.
//!
//! - `lists`: lists, searches and details of a shop with very many links and usages.
//! - `shop`: a server of its own over a fresh database, filled and signed in to.
//! - `http`: the few requests that takes, over one connection that stays open.
//! - `table`: what was measured, beside what it may be.

mod http;
mod lists;
mod shop;
mod table;

pub use lists::{Size, run};
