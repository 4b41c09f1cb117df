//! A payment as the API shows it.

use domain::{
    Mode,
    id::{LinkId, PaymentId, UsageId},
    payment::PaymentStatus,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::moment;
use crate::{payments::Payment, rails::Creditor};

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Payment")]
pub struct ShownPayment {
    pub id: PaymentId,
    #[schemars(extend("const" = "payment"))]
    pub object: &'static str,
    pub mode: Mode,
    pub payment_link_id: LinkId,
    pub usage_id: UsageId,
    pub status: PaymentStatus,
    /// Decimal, in the currency's own precision.
    #[schemars(extend("pattern" = super::AMOUNT))]
    pub amount: String,
    #[schemars(with = "domain::Currency")]
    pub currency: &'static str,
    pub reference: String,
    pub rail: String,
    pub bank_id: String,
    /// Its id at the bank.
    pub bank_payment_id: Option<String>,
    /// The bank's own status, an ISO 20022 code.
    pub bank_status: Option<String>,
    /// Why the bank rejected or holds it, an ISO 20022 code.
    pub reason_code: Option<String>,
    /// Where the money goes, as it was when the customer paid.
    pub destination: Creditor,
    pub created_at: String,
    pub updated_at: String,
}

impl ShownPayment {
    pub fn new(payment: Payment) -> Self {
        Self {
            id: payment.id,
            object: "payment",
            mode: payment.mode,
            payment_link_id: payment.link_id,
            usage_id: payment.usage_id,
            status: payment.status,
            amount: payment.money.decimal(),
            currency: payment.money.currency().code(),
            reference: payment.reference,
            rail: payment.rail,
            bank_id: payment.bank_id,
            bank_payment_id: payment.bank_payment_id,
            bank_status: payment.bank_status,
            reason_code: payment.reason_code,
            destination: payment.destination,
            created_at: moment(payment.created_at),
            updated_at: moment(payment.updated_at),
        }
    }
}
