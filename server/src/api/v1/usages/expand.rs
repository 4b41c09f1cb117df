//! `expand[]`: the objects that a usage names by id, whole.

use domain::{access::Actor, id::LinkId};
use engine::{
    Error,
    payments::Payment,
    shown::{ShownLink, ShownPayment, ShownUsage},
    usages::Usage,
};
use serde::Serialize;

use crate::{Remit, api::query::Query, problem::Problem};

/// What a usage can be shown with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Payment,
    Link,
}

const PARTS: [(&str, Part); 2] = [("payment", Part::Payment), ("payment_link", Part::Link)];

/// What was asked for.
pub(in crate::api::v1) struct Expansion(Vec<Part>);

impl Expansion {
    pub fn read(query: &mut Query) -> Self {
        Self(query.each("expand[]", &PARTS))
    }
}

/// A usage with what was asked for: `null` when there is none, or no more.
#[derive(Serialize)]
pub(in crate::api::v1) struct Expanded {
    #[serde(flatten)]
    usage: ShownUsage,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment: Option<Option<ShownPayment>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_link: Option<Option<ShownLink>>,
}

/// The parts of the usages of a page, read at once.
pub(in crate::api::v1) struct Parts {
    payments: Option<Vec<Payment>>,
    links: Option<Vec<ShownLink>>,
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
        let mut read = Self { payments: None, links: None };
        if parts.contains(&Part::Payment) {
            read.payments = Some(remit.engine.payments_of(actor, &ids).await?);
        }
        if parts.contains(&Part::Link) {
            read.links = Some(links(remit, actor, usages).await?);
        }
        Ok(read)
    }

    /// The usage with its parts.
    pub fn show(&self, remit: &Remit, usage: Usage) -> Expanded {
        let (id, link) = (usage.id, usage.link_id);
        let payment_of = |all: &Vec<Payment>| all.iter().find(|payment| payment.usage_id == id).cloned();
        let link_of = |all: &Vec<ShownLink>| all.iter().find(|shown| shown.id == link).cloned();
        Expanded {
            usage: ShownUsage::new(usage, remit.engine.base()),
            payment: self.payments.as_ref().map(|all| payment_of(all).map(ShownPayment::new)),
            payment_link: self.links.as_ref().map(link_of),
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
