//! Payment links: what is fixed, what may change, and the status that is derived on every read.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{FieldError, Refusal, Timestamp};

/// Payments a link takes when the merchant sets no limit.
pub const DEFAULT_MAX_USAGES: u32 = 1_000;
/// The highest number of payments a link may take.
pub const HIGHEST_MAX_USAGES: u32 = 1_000_000_000;

/// A number of payments a link may allow, or what is wrong with it.
pub fn parse_max_usages(number: i64) -> Result<u32, FieldError> {
    u32::try_from(number).ok().filter(|count| (1..=HIGHEST_MAX_USAGES).contains(count)).ok_or_else(|| {
        FieldError::new(
            "max_usages",
            "invalid_max_usages",
            format!("use a whole number from 1 to {HIGHEST_MAX_USAGES}"),
        )
    })
}

/// A link's status: derived, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LinkStatus {
    Active,
    Disabled,
    Expired,
    Used,
}

impl LinkStatus {
    pub const ALL: [Self; 4] = [Self::Active, Self::Disabled, Self::Expired, Self::Used];

    /// The word of the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "ACTIVE",
            Self::Disabled => "DISABLED",
            Self::Expired => "EXPIRED",
            Self::Used => "USED",
        }
    }

    /// A terminal link never changes status again.
    pub const fn is_terminal(self) -> bool {
        matches!(self, Self::Expired | Self::Used)
    }
}

/// The text named no link status.
#[derive(Debug, thiserror::Error)]
#[error("a link status is one of ACTIVE, DISABLED, EXPIRED, USED")]
pub struct UnknownLinkStatus;

impl FromStr for LinkStatus {
    type Err = UnknownLinkStatus;

    fn from_str(text: &str) -> Result<Self, UnknownLinkStatus> {
        Self::ALL.into_iter().find(|status| status.as_str() == text).ok_or(UnknownLinkStatus)
    }
}

/// The facts a status is derived from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lifecycle {
    pub disabled_at: Option<Timestamp>,
    pub expires_at: Option<Timestamp>,
    /// When `completed` reached `max_usages`.
    pub used_at: Option<Timestamp>,
    pub deleted_at: Option<Timestamp>,
}

impl Lifecycle {
    /// The status at `now`.
    pub fn status(&self, now: Timestamp) -> LinkStatus {
        match (self.used_at, self.expires_at) {
            (Some(_), None) => LinkStatus::Used,
            (Some(used), Some(expires)) if used < expires => LinkStatus::Used,
            (_, Some(expires)) if now >= expires => LinkStatus::Expired,
            _ if self.disabled_at.is_some() => LinkStatus::Disabled,
            _ => LinkStatus::Active,
        }
    }

    /// What setting `ACTIVE` or `DISABLED` does at `now`.
    pub fn set(&self, wanted: SettableStatus, now: Timestamp) -> Result<StatusChange, Refusal> {
        match (self.status(now), wanted) {
            (LinkStatus::Expired | LinkStatus::Used, _) => Err(Refusal::LinkTerminal),
            (LinkStatus::Active, SettableStatus::Active)
            | (LinkStatus::Disabled, SettableStatus::Disabled) => Ok(StatusChange::Already),
            (LinkStatus::Active, SettableStatus::Disabled) => Ok(StatusChange::Disable),
            (LinkStatus::Disabled, SettableStatus::Active) => Ok(StatusChange::Enable),
        }
    }

    /// Whether another link may take its place at `now`: it must be used up or expired, so that its address
    /// can never take a payment of its own again.
    pub fn succeed(&self, now: Timestamp) -> Result<(), Refusal> {
        match self.status(now) {
            LinkStatus::Expired | LinkStatus::Used => Ok(()),
            LinkStatus::Active | LinkStatus::Disabled => Err(Refusal::LinkNotTerminal),
        }
    }
}

/// The statuses a merchant may set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SettableStatus {
    Active,
    Disabled,
}

/// What setting a status comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusChange {
    Already,
    Disable,
    Enable,
}

/// The two numbers of a link's slots: `started + completed` never exceeds `max_usages`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slots {
    pub max_usages: u32,
    /// Slots held by usages that are `STARTED`.
    pub started: u32,
    /// Slots held by usages that are `PAYMENT_CREATED`.
    pub completed: u32,
}

impl Slots {
    /// Free slots now.
    pub const fn free(self) -> u32 {
        self.max_usages.saturating_sub(self.started.saturating_add(self.completed))
    }
}

/// Why a customer cannot start a payment now, or `Ok`. The database's conditional write has the last
/// word; this one explains it and chooses the page.
pub fn admit(lifecycle: &Lifecycle, slots: Slots, now: Timestamp) -> Result<(), Refusal> {
    if lifecycle.deleted_at.is_some() {
        return Err(Refusal::LinkDeleted);
    }
    match lifecycle.status(now) {
        LinkStatus::Used => Err(Refusal::LinkUsed),
        LinkStatus::Expired => Err(Refusal::LinkExpired),
        LinkStatus::Disabled => Err(Refusal::LinkDisabled),
        LinkStatus::Active if slots.free() == 0 => Err(Refusal::LinkFull),
        LinkStatus::Active => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn moment() -> impl Strategy<Value = Option<Timestamp>> {
        proptest::option::of((0_i64..1000).prop_map(Timestamp::from_millis))
    }

    prop_compose! {
        fn lifecycle()(disabled_at in moment(), expires_at in moment(), used_at in moment()) -> Lifecycle {
            Lifecycle { disabled_at, expires_at, used_at, deleted_at: None }
        }
    }

    proptest! {
        #[test]
        fn a_terminal_status_never_changes(link in lifecycle(), now in 0_i64..1000, later in 0_i64..1000) {
            // A link is used up no earlier than it is seen to be.
            let now = Timestamp::from_millis(now.max(link.used_at.map_or(0, Timestamp::millis)));
            let status = link.status(now);
            if status.is_terminal() {
                prop_assert_eq!(link.status(now.plus_millis(later)), status);
            }
        }

        #[test]
        fn a_terminal_link_refuses_every_change(link in lifecycle(), now in 0_i64..1000) {
            let now = Timestamp::from_millis(now);
            for wanted in [SettableStatus::Active, SettableStatus::Disabled] {
                prop_assert_eq!(link.set(wanted, now).is_err(), link.status(now).is_terminal());
            }
        }

        #[test]
        fn setting_a_status_twice_changes_nothing_more(link in lifecycle(), now in 0_i64..1000) {
            let now = Timestamp::from_millis(now);
            if link.set(SettableStatus::Disabled, now) == Ok(StatusChange::Disable) {
                let disabled = Lifecycle { disabled_at: Some(now), ..link };
                prop_assert_eq!(disabled.set(SettableStatus::Disabled, now), Ok(StatusChange::Already));
                prop_assert_eq!(disabled.set(SettableStatus::Active, now), Ok(StatusChange::Enable));
            }
        }

        #[test]
        fn only_an_active_link_with_a_free_slot_admits(link in lifecycle(), now in 0_i64..1000, max in 1_u32..5, started in 0_u32..3, completed in 0_u32..3) {
            let now = Timestamp::from_millis(now);
            let slots = Slots { max_usages: max, started, completed };
            let admits = link.status(now) == LinkStatus::Active && started + completed < max;
            prop_assert_eq!(admit(&link, slots, now).is_ok(), admits);
        }
    }

    #[test]
    fn what_came_first_decides_between_used_and_expired() {
        let at = Timestamp::from_millis;
        let link = |used: i64, expires: i64| Lifecycle {
            used_at: Some(at(used)),
            expires_at: Some(at(expires)),
            ..Lifecycle::default()
        };
        assert_eq!(link(5, 10).status(at(20)), LinkStatus::Used);
        assert_eq!(link(10, 10).status(at(20)), LinkStatus::Expired);
        assert_eq!(link(15, 10).status(at(20)), LinkStatus::Expired);
    }

    #[test]
    fn expiry_takes_effect_at_its_millisecond() {
        let link = Lifecycle { expires_at: Some(Timestamp::from_millis(10)), ..Lifecycle::default() };
        assert_eq!(link.status(Timestamp::from_millis(9)), LinkStatus::Active);
        assert_eq!(link.status(Timestamp::from_millis(10)), LinkStatus::Expired);
    }

    #[test]
    fn a_deleted_link_says_so_before_anything_else() {
        let at = Some(Timestamp::from_millis(1));
        let link = Lifecycle { deleted_at: at, disabled_at: at, ..Lifecycle::default() };
        let slots = Slots { max_usages: 1, started: 0, completed: 0 };
        assert_eq!(admit(&link, slots, Timestamp::from_millis(2)), Err(Refusal::LinkDeleted));
    }
}
