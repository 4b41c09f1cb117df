//! A payment link as the API shows it.

use domain::{
    Mode, Timestamp,
    id::{CustomerId, DestinationId, LinkId},
    identifier::Identifier,
    link::LinkStatus,
    text::Metadata,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::moment;
use crate::links::Link;

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "PaymentLink")]
pub struct ShownLink {
    pub id: LinkId,
    #[schemars(extend("const" = "payment_link"))]
    pub object: &'static str,
    pub mode: Mode,
    /// Your own name for it; customers never see it.
    pub name: Option<String>,
    /// The headline that customers see.
    pub title: Option<String>,
    /// What the payment is for, shown to customers.
    pub description: Option<String>,
    /// The public code in the address.
    pub slug: String,
    /// What to send to customers.
    pub url: String,
    pub status: LinkStatus,
    pub payment_details: PaymentDetails,
    /// What the checkout asks for, in this order.
    pub identifiers: Vec<Identifier>,
    pub max_usages: u32,
    /// Those that have a payment.
    pub completed_usages: u32,
    /// Those that are being paid right now.
    pub reserved_usages: u32,
    pub expires_at: Option<String>,
    /// Where the result page leads who has paid.
    pub redirect_url: Option<String>,
    /// Where the result page leads who has not.
    pub cancel_url: Option<String>,
    pub customer_id: Option<CustomerId>,
    pub metadata: Metadata,
    pub created_at: String,
    pub updated_at: String,
}

/// What is paid to whom.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PaymentDetails {
    /// Decimal, in the currency's own precision.
    #[schemars(extend("pattern" = super::AMOUNT))]
    pub amount: String,
    #[schemars(with = "domain::Currency")]
    pub currency: &'static str,
    pub reference: String,
    pub destination_id: DestinationId,
}

impl ShownLink {
    /// The link at `now`.
    pub fn new(link: Link, now: Timestamp, base: &str) -> Self {
        Self {
            id: link.id,
            object: "payment_link",
            mode: link.mode,
            url: format!("{base}/l/{}", link.slug),
            status: link.status(now),
            name: link.name,
            title: link.title,
            description: link.description,
            slug: link.slug,
            payment_details: PaymentDetails {
                amount: link.money.decimal(),
                currency: link.money.currency().code(),
                reference: link.reference,
                destination_id: link.destination_id,
            },
            identifiers: link.identifiers,
            max_usages: link.slots.max_usages,
            completed_usages: link.slots.completed,
            reserved_usages: link.slots.started,
            expires_at: link.lifecycle.expires_at.map(moment),
            redirect_url: link.redirect_url,
            cancel_url: link.cancel_url,
            customer_id: link.customer_id,
            metadata: link.metadata,
            created_at: moment(link.created_at),
            updated_at: moment(link.updated_at),
        }
    }
}
