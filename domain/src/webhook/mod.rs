//! Webhooks: where they go, which events they tell, when they are sent again, and what an answer means.
//!
//! The cast: [`endpoint`] is what a merchant sets up; [`delivery`] is one event on its way to one endpoint;
//! [`schedule`] says when it is tried again and when an endpoint is given up; [`target`] says which addresses may be
//! sent to at all.

pub mod delivery;
pub mod endpoint;
pub mod schedule;
pub mod target;

pub use delivery::{DeliveryStatus, Verdict, verdict};
pub use endpoint::{DisabledReason, EndpointStatus, EndpointUrl, InvalidEndpointUrl, Subscription};
pub use schedule::{ATTEMPTS, is_given_up, wait_before};
