//! Objects as the API shows them and events keep them: one shape for both, so that a webhook's `data` is what
//! a GET answers.
//!
//! Addresses begin with `base`, this server's own as customers see it. Events are kept with an empty one, and
//! [`absolute`] puts it before when they are read: a shop may move.

mod customer;
mod event;
mod payment;
mod payment_link;
mod usage;
mod webhook_delivery;
mod webhook_endpoint;

use chrono::{DateTime, SecondsFormat};
use domain::Timestamp;
use serde_json::Value;

pub use customer::ShownCustomer;
pub use event::ShownEvent;
pub use payment::ShownPayment;
pub use payment_link::{PaymentDetails, ShownLink};
pub use usage::{ShownAnswer, ShownFailure, ShownUsage};
pub use webhook_delivery::{ShownAttempt, ShownDelivery, ShownError, ShownRequest, ShownResponse};
pub use webhook_endpoint::ShownEndpoint;

/// What an amount looks like, in the words of a regular expression.
const AMOUNT: &str = r"^[0-9]{1,9}(\.[0-9]{1,4})?$";
/// The members that hold an address of this server.
const ADDRESSES: [&str; 2] = ["url", "page_url"];

/// `2026-06-01T09:00:00Z`; milliseconds only where there are some.
pub fn moment(at: Timestamp) -> String {
    let moment = DateTime::from_timestamp_millis(at.millis()).unwrap_or_default();
    moment.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// Puts the address of this server before those that an object was kept with.
pub(crate) fn absolute(object: &mut Value, base: &str) {
    for name in ADDRESSES {
        if let Some(Value::String(address)) = object.get_mut(name)
            && address.starts_with('/')
        {
            address.insert_str(0, base);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_addresses_kept_without_a_base_get_one() {
        let mut object = json!({"url": "/l/abc", "page_url": "https://other.example/u/1", "name": "/l/abc"});
        absolute(&mut object, "https://pay.example.com");
        let shown = json!({
            "url": "https://pay.example.com/l/abc", "page_url": "https://other.example/u/1", "name": "/l/abc",
        });
        assert_eq!(object, shown);
    }
}
