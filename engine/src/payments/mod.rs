//! Payments: what exists at the bank for a usage.

mod list;
pub mod order;
mod view;

use domain::{
    Mode, Money, Timestamp,
    id::{AccountId, LinkId, PaymentId, UsageId},
    payment::PaymentStatus,
};

pub use list::PaymentFilter;

use order::Creditor;

/// A payment as last heard from the bank.
#[derive(Clone, Debug, PartialEq)]
pub struct Payment {
    pub id: PaymentId,
    pub account: AccountId,
    pub mode: Mode,
    pub usage_id: UsageId,
    pub link_id: LinkId,
    pub status: PaymentStatus,
    /// The rail's name, such as `bank`.
    pub rail: String,
    pub bank_id: String,
    /// The bank's id; `None` until the bank has answered the order.
    pub bank_payment_id: Option<String>,
    /// The bank's own status word, such as `ACSP`.
    pub bank_status: Option<String>,
    /// The bank's ISO reason code, such as `AM04`.
    pub reason_code: Option<String>,
    pub money: Money,
    pub reference: String,
    pub destination: Creditor,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}
