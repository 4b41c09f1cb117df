//! The rules of Remit: pure, without I/O, clock, randomness or async; compiled to wasm and native.
//!
//! The cast: [`link`] says what a payment link is and which status it has now; [`usage`] decides every
//! step of one payment attempt; [`identifier`] checks what a customer types, in the browser and in the
//! server alike; [`money`] and [`currency`] keep amounts exact; [`webhook`] says what
//! is told to whom and how often it is tried; [`refusal`] names every reason for a no.

pub mod access;
pub mod contact;
pub mod currency;
pub mod destination;
pub mod event;
pub mod id;
pub mod identifier;
pub mod link;
pub mod locale;
pub mod mode;
pub mod money;
pub mod payment;
pub mod redirect_url;
pub mod refusal;
#[cfg(feature = "schema")]
mod schema;
pub mod signature;
pub mod slug;
pub mod text;
pub mod time;
pub mod tone;
pub mod usage;
pub mod webhook;

pub use currency::Currency;
pub use locale::Locale;
pub use mode::Mode;
pub use money::Money;
pub use refusal::{FieldError, Refusal};
pub use time::Timestamp;
pub use tone::Tone;
