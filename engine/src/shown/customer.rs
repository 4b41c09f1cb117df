//! A customer as the API shows it.

use domain::{Mode, id::CustomerId, text::Metadata};
use schemars::JsonSchema;
use serde::Serialize;

use super::moment;
use crate::customers::Customer;

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Customer")]
pub struct ShownCustomer {
    pub id: CustomerId,
    #[schemars(extend("const" = "customer"))]
    pub object: &'static str,
    pub mode: Mode,
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub reference: Option<String>,
    pub metadata: Metadata,
    pub created_at: String,
    pub updated_at: String,
}

impl ShownCustomer {
    pub fn new(customer: Customer) -> Self {
        Self {
            id: customer.id,
            object: "customer",
            mode: customer.mode,
            name: customer.name.to_string(),
            email: customer.email.map(|email| email.to_string()),
            phone: customer.phone.map(|phone| phone.to_string()),
            reference: customer.reference.map(|reference| reference.to_string()),
            metadata: customer.metadata,
            created_at: moment(customer.created_at),
            updated_at: moment(customer.updated_at),
        }
    }
}
