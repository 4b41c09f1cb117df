//! Payment links: what a merchant creates, shares and watches. One operation a file.

mod activity;
mod create;
mod delete;
mod disable;
mod duplicate;
mod edit;
mod faults;
mod list;
mod results;
mod slug;
mod succeed;
mod turned_away;
mod view;
mod visits;

use domain::{
    Currency, Mode, Money, Timestamp,
    access::{Actor, Who},
    id::{AccountId, CustomerId, DestinationId, LinkId},
    identifier::Identifier,
    link::{Lifecycle, LinkStatus, SettableStatus, Slots},
    redirect_url::RedirectUrl,
    slug::Slug,
    text::{Description, Metadata, Name, Reference, Title},
};

pub use activity::{Activity, Author};
pub use list::{AmountFilter, LinkFilter, LinkSort};
pub use results::LinkResults;
pub use turned_away::{Turned, TurnedAway, Turning};
pub use view::PublicLink;
pub(crate) use visits::Tally;
pub use visits::Visits;

/// A payment link as the database knows it; its status is derived by [`Link::status`].
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub id: LinkId,
    pub account: AccountId,
    pub mode: Mode,
    pub slug: String,
    pub name: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub money: Money,
    pub reference: String,
    pub destination_id: DestinationId,
    pub identifiers: Vec<Identifier>,
    pub slots: Slots,
    pub lifecycle: Lifecycle,
    pub redirect_url: Option<String>,
    pub cancel_url: Option<String>,
    pub customer_id: Option<CustomerId>,
    pub metadata: Metadata,
    /// The link that took its place, once it was used up or had expired: its address leads there.
    pub successor_id: Option<LinkId>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl Link {
    /// The merchant's name for it, else what its customers see.
    pub fn display_name(&self) -> &str {
        self.name.as_ref().or(self.title.as_ref()).unwrap_or(&self.reference)
    }

    /// The status at `now`.
    pub fn status(&self, now: Timestamp) -> LinkStatus {
        self.lifecycle.status(now)
    }
}

/// What a merchant says of a new link; everything is already valid on its own.
#[derive(Clone, Debug)]
pub struct NewLink {
    /// The merchant's own slug; a random one otherwise.
    pub slug: Option<Slug>,
    pub name: Option<Name>,
    pub title: Option<Title>,
    pub description: Option<Description>,
    pub money: Money,
    pub reference: Reference,
    /// The default destination when `None`.
    pub destination_id: Option<DestinationId>,
    /// Complete, from [`domain::identifier::complete`].
    pub identifiers: Vec<Identifier>,
    pub max_usages: u32,
    pub expires_at: Option<Timestamp>,
    pub redirect_url: Option<RedirectUrl>,
    pub cancel_url: Option<RedirectUrl>,
    pub customer_id: Option<CustomerId>,
    pub metadata: Metadata,
}

/// Changes to a link; `None` leaves a part as it is, `Some(None)` clears it.
#[derive(Clone, Debug, Default)]
pub struct LinkEdit {
    pub name: Option<Option<Name>>,
    pub title: Option<Option<Title>>,
    pub description: Option<Option<Description>>,
    pub redirect_url: Option<Option<RedirectUrl>>,
    pub cancel_url: Option<Option<RedirectUrl>>,
    pub metadata: Option<Metadata>,
    pub status: Option<SettableStatus>,
}

/// What a duplicate has other than its original; `None` copies. The slug is never copied.
#[derive(Clone, Debug, Default)]
pub struct LinkOverrides {
    pub slug: Option<Slug>,
    pub name: Option<Option<Name>>,
    pub title: Option<Option<Title>>,
    pub description: Option<Option<Description>>,
    pub amount: Option<String>,
    pub currency: Option<Currency>,
    pub reference: Option<Reference>,
    pub destination_id: Option<DestinationId>,
    pub identifiers: Option<Vec<Identifier>>,
    pub max_usages: Option<u32>,
    pub expires_at: Option<Option<Timestamp>>,
    pub redirect_url: Option<Option<RedirectUrl>>,
    pub cancel_url: Option<Option<RedirectUrl>>,
    pub customer_id: Option<Option<CustomerId>>,
    pub metadata: Option<Metadata>,
}

/// Who did it, for the activity log: `user:…`, `key:…`.
pub(crate) fn author(actor: &Actor) -> String {
    match &actor.who {
        Who::User { id, .. } => format!("user:{id}"),
        Who::Key { id, .. } => format!("key:{id}"),
    }
}
