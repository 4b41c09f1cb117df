//! For tests of this and other crates: fresh databases, a clock that moves by hand, a scripted rail.

mod databases;
mod mailer;
mod many;
mod world;

pub use databases::{TestDatabase, on_each_database};
pub use mailer::ScriptedMailer;
pub use many::{Filled, Many, fill};
pub use world::{ManualClock, World, new_customer, new_destination, new_link};
