//! `expand[]`: the objects that a usage names by id, whole.

use domain::{
    access::Actor,
    id::{CustomerId, LinkId},
};
use engine::{
    Error,
    payments::Payment,
    shown::{ShownCustomer, ShownLink, ShownPayment, ShownUsage},
    usages::Usage,
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{Remit, api::query::Query, problem::Problem};

/// What a usage can be shown with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Payment,
    Link,
    Customer,
}

const PARTS: [(&str, Part); 3] =
    [("payment", Part::Payment), ("payment_link", Part::Link), ("customer", Part::Customer)];

/// What was asked for.
pub(in crate::api::v1) struct Expansion(Vec<Part>);

impl Expansion {
    pub fn read(query: &mut Query) -> Self {
        Self(query.each("expand[]", &PARTS))
    }
}

/// A usage with what was asked for: `null` when there is none, or no more.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ExpandedUsage")]
pub(in crate::api) struct Expanded {
    #[serde(flatten)]
    usage: ShownUsage,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment: Option<Option<ShownPayment>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_link: Option<Option<ShownLink>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<Option<ShownCustomer>>,
}

/// The parts of the usages of a page, read at once.
pub(in crate::api::v1) struct Parts {
    payments: Option<Vec<Payment>>,
    links: Option<Vec<ShownLink>>,
    customers: Option<Vec<ShownCustomer>>,
}

impl Parts {
    /// Reads what these usages are to be shown with.
    pub async fn read(
        remit: &Remit,
        actor: &Actor,
        Expansion(parts): &Expansion,
        usages: &[Usage],
    ) -> Result<Self, Problem> {
        let ids: Vec<_> = usages.iter().map(|usage| usage.id).collect();
        let mut read = Self { payments: None, links: None, customers: None };
        if parts.contains(&Part::Payment) {
            read.payments = Some(remit.engine.payments_of(actor, &ids).await?);
        }
        if parts.contains(&Part::Link) {
            read.links = Some(links(remit, actor, usages).await?);
        }
        if parts.contains(&Part::Customer) {
            read.customers = Some(customers(remit, actor, usages).await?);
        }
        Ok(read)
    }

    /// The usage with its parts.
    pub fn show(&self, remit: &Remit, usage: Usage) -> Expanded {
        let (id, link, customer) = (usage.id, usage.link_id, usage.customer_id);
        let payment_of = |all: &Vec<Payment>| all.iter().find(|payment| payment.usage_id == id).cloned();
        let link_of = |all: &Vec<ShownLink>| all.iter().find(|shown| shown.id == link).cloned();
        let customer_of =
            |all: &Vec<ShownCustomer>| all.iter().find(|shown| Some(shown.id) == customer).cloned();
        Expanded {
            usage: ShownUsage::new(usage, remit.engine.base()),
            payment: self.payments.as_ref().map(|all| payment_of(all).map(ShownPayment::new)),
            payment_link: self.links.as_ref().map(link_of),
            customer: self.customers.as_ref().map(customer_of),
        }
    }
}

/// The links of these usages that are not deleted, each once.
async fn links(remit: &Remit, actor: &Actor, usages: &[Usage]) -> Result<Vec<ShownLink>, Problem> {
    let mut ids: Vec<LinkId> = usages.iter().map(|usage| usage.link_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut links = Vec::with_capacity(ids.len());
    for id in ids {
        match remit.engine.get_link(actor, id).await {
            Ok(link) => links.push(ShownLink::new(link, remit.engine.now(), remit.engine.base())),
            Err(Error::NotFound(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(links)
}

/// The customers of these usages that are not deleted, each once.
async fn customers(remit: &Remit, actor: &Actor, usages: &[Usage]) -> Result<Vec<ShownCustomer>, Problem> {
    let mut ids: Vec<CustomerId> = usages.iter().filter_map(|usage| usage.customer_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut customers = Vec::with_capacity(ids.len());
    for id in ids {
        customers.extend(remit.engine.find_customer(actor, id).await?.map(ShownCustomer::new));
    }
    Ok(customers)
}
