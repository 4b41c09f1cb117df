//! SQL: one file per aggregate, each with its private row, the statements, and tests on both databases.

pub mod accounts;
pub mod api_keys;
pub mod authorisations;
pub mod customers;
pub mod db;
pub mod destinations;
pub mod events;
pub mod idempotency_keys;
pub mod ledger;
pub mod link_days;
pub mod link_refusals;
pub mod links;
pub mod payments;
pub mod query;
pub mod redirect_urls;
pub mod saved_views;
pub mod sessions;
pub mod sign_in_failures;
pub mod signing_keys;
pub mod terms;
pub mod usages;
pub mod users;
