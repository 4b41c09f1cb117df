//! Who acts: a signed-in user, an API key, or Remit itself; and what each may do.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{
    Mode,
    id::{AccountId, KeyId, UserId},
};

/// A user's role in an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Viewer,
    Member,
    Admin,
    Owner,
}

impl Role {
    pub const ALL: [Self; 4] = [Self::Viewer, Self::Member, Self::Admin, Self::Owner];

    /// The word in the database and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Member => "member",
            Self::Admin => "admin",
            Self::Owner => "owner",
        }
    }
}

impl FromStr for Role {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|role| role.as_str() == text).ok_or(())
    }
}

/// What an operation needs the actor to be allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Permission {
    /// See links, usages, payments and settings.
    Read,
    /// Create and change links.
    WriteLinks,
    /// Create and change the records of customers.
    WriteCustomers,
    /// Change where webhooks go, and send them again.
    WriteWebhooks,
    /// Change where money goes and what may be linked to: destinations, redirect URLs.
    WriteSettings,
    /// Make and revoke API keys.
    ManageKeys,
}

impl Permission {
    /// The lowest role that has it.
    const fn lowest_role(self) -> Role {
        match self {
            Self::Read => Role::Viewer,
            Self::WriteLinks | Self::WriteCustomers => Role::Member,
            Self::WriteWebhooks | Self::WriteSettings | Self::ManageKeys => Role::Admin,
        }
    }
}

/// What an API key may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    Read,
    WriteLinks,
    WriteCustomers,
    WriteWebhooks,
    WriteSettings,
}

impl Scope {
    pub const ALL: [Self; 5] =
        [Self::Read, Self::WriteLinks, Self::WriteCustomers, Self::WriteWebhooks, Self::WriteSettings];

    /// The word in the database and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::WriteLinks => "write_links",
            Self::WriteCustomers => "write_customers",
            Self::WriteWebhooks => "write_webhooks",
            Self::WriteSettings => "write_settings",
        }
    }

    const fn grants(self, permission: Permission) -> bool {
        matches!(
            (self, permission),
            (Self::Read, Permission::Read)
                | (Self::WriteLinks, Permission::WriteLinks)
                | (Self::WriteCustomers, Permission::WriteCustomers)
                | (Self::WriteWebhooks, Permission::WriteWebhooks)
                | (Self::WriteSettings, Permission::WriteSettings)
        )
    }
}

impl FromStr for Scope {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text).ok_or(())
    }
}

/// Who acts within an account and mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    User { id: UserId, role: Role },
    Key { id: KeyId, scopes: Vec<Scope> },
}

/// An authenticated actor: every query is bounded by its account and mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub account: AccountId,
    pub mode: Mode,
    pub who: Who,
}

impl Actor {
    /// Whether the actor has this permission.
    pub fn may(&self, permission: Permission) -> bool {
        match &self.who {
            Who::User { role, .. } => *role >= permission.lowest_role(),
            Who::Key { scopes, .. } => scopes.iter().any(|scope| scope.grants(permission)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERMISSIONS: [Permission; 6] = [
        Permission::Read,
        Permission::WriteLinks,
        Permission::WriteCustomers,
        Permission::WriteWebhooks,
        Permission::WriteSettings,
        Permission::ManageKeys,
    ];

    fn may(who: Who) -> [bool; 6] {
        let actor = Actor { account: AccountId::from_uuid(uuid::Uuid::nil()), mode: Mode::Test, who };
        PERMISSIONS.map(|permission| actor.may(permission))
    }

    #[test]
    fn a_role_has_what_the_lower_ones_have() {
        let user = |role| may(Who::User { id: UserId::from_uuid(uuid::Uuid::nil()), role });
        assert_eq!(user(Role::Viewer), [true, false, false, false, false, false]);
        assert_eq!(user(Role::Member), [true, true, true, false, false, false]);
        assert_eq!(user(Role::Admin), [true; 6]);
        assert_eq!(user(Role::Owner), [true; 6]);
    }

    #[test]
    fn a_key_has_only_its_scopes_and_never_makes_keys() {
        let key = |scopes: &[Scope]| {
            may(Who::Key { id: KeyId::from_uuid(uuid::Uuid::nil()), scopes: scopes.to_vec() })
        };
        assert_eq!(key(&[]), [false; 6]);
        assert_eq!(key(&[Scope::WriteLinks]), [false, true, false, false, false, false]);
        assert_eq!(key(&Scope::ALL), [true, true, true, true, true, false]);
    }
}
