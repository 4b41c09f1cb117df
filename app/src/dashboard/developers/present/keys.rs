//! API keys as rows.

use domain::{Mode, access::Scope};
use engine::auth::ApiKey;
use leptos::prelude::*;

use super::super::shown::keys::{Closed, KeyRow, KeysPage, KeysView};
use crate::{
    dashboard::{desk::Desk, fragment::Fragment},
    i18n::developers,
};

impl Desk {
    pub fn keys_page(&self, keys: Vec<ApiKey>) -> Fragment {
        let page = KeysPage {
            lead: developers::keys(self.locale).lead(self.actor.mode),
            rows: keys.into_iter().map(|key| self.key_row(key)).collect(),
            csrf: self.csrf.clone(),
            command: self.try_key(),
        };
        self.show(|| view! { <KeysView page /> })
    }

    /// For whoever may not see keys.
    pub fn keys_closed(&self) -> Fragment {
        self.show(|| view! { <Closed /> })
    }

    fn key_row(&self, key: ApiKey) -> KeyRow {
        let texts = developers::keys(self.locale);
        let all = key.scopes.len() == Scope::ALL.len();
        let scopes = key.scopes.iter().map(|scope| texts.scope(*scope)).collect();
        KeyRow {
            id: key.id.to_string(),
            name: key.name.to_string(),
            hint: format!("{}…{}", start(self.actor.mode), key.hint),
            scopes: if all { vec![texts.access_all] } else { scopes },
            created: self.clock.when(key.created_at),
            used: key.last_used_at.map(|at| self.clock.when(at)),
            ends: key.expires_at.map(|at| self.clock.when(at)),
        }
    }

    /// A command to try a key with.
    pub fn try_key(&self) -> String {
        let base = self.engine.base();
        format!("curl {base}/api/v1/payment_links \\\n  -H \"Authorization: Bearer $REMIT_API_KEY\"")
    }
}

/// What the keys of a mode begin with.
const fn start(mode: Mode) -> &'static str {
    match mode {
        Mode::Test => "rk_test_",
        Mode::Live => "rk_live_",
    }
}
