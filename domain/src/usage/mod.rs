//! Usages: one payment attempt through a link, from Pay to its end.
//!
//! The cast: [`state`] is where an attempt stands, [`event`] what can happen to it, and [`transition`]
//! the one exhaustive function that decides.

pub mod event;
pub mod state;
pub mod transition;

pub use event::UsageEvent;
pub use state::{UsageState, UsageStatus};
pub use transition::{Effect, Transition, transition};
