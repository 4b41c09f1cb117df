//! How HTTP behaves: the router in this process, over a fresh database, with the scripted rail.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "in a test a surprise is a failure")]

mod access_table;
mod actions_table;
mod browser;
mod checkout;
mod cli;
mod coming_back;
mod contention;
mod customer_pages;
mod customers;
mod destinations;
mod idempotency;
mod idempotency_storm;
mod link_list;
mod link_moves;
mod link_page;
mod lists;
mod live;
mod pages;
mod payment_link_input;
mod payment_links;
mod protocol;
mod rates;
mod redirect_tricks;
mod redirect_urls;
mod refused_pages;
mod saved_views;
mod sign_in;
mod slow_clients;
mod support;
mod usage_list;
mod usages;
mod way_back;
