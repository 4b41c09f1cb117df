//! What is shown a single time.

use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use secrecy::ExposeSecret as _;

use super::super::{
    KEYS, KeyEntry, MadeKey, Once,
    shown::{
        head::Tab,
        key_form::KeyForm,
        once::{Gone, SecretView, Shown},
    },
};
use crate::{
    dashboard::{desk::Desk, fragment::Fragment},
    i18n::{developers, fill},
};

impl Desk {
    /// What a form's answer has to show; without one, that there is nothing to see any more.
    pub fn once(&self, once: Option<Once>) -> Fragment {
        match once {
            Some(Once::Key(made)) => self.made_key(&made),
            Some(Once::KeyEntry(entry)) => self.key_again(entry),
            _ => self.gone_key(),
        }
    }

    fn gone_key(&self) -> Fragment {
        let texts = developers::keys(self.locale);
        let (said, back) = ((texts.gone_title, texts.gone_text), (KEYS.to_owned(), texts.all_keys));
        self.show(|| view! { <Gone tab=Tab::Keys said back /> })
    }

    fn made_key(&self, made: &MadeKey) -> Fragment {
        let texts = developers::keys(self.locale);
        let old = made.old_ends.map(|ends| {
            if ends > self.engine.now() {
                fill(texts.old_until, &[("at", &self.clock.when(ends).at)])
            } else {
                texts.old_over.to_owned()
            }
        });
        let shown = Shown {
            tab: Tab::Keys,
            title: fill(texts.made_title, &[("name", made.name.as_str())]),
            warning: texts.made_warning,
            remark: old,
            secret: made.secret.expose_secret().to_owned(),
            copy: texts.copy_key,
            command: Some((texts.use_title, self.try_key())),
            done: KEYS.to_owned(),
        };
        self.show(|| view! { <SecretView shown /> })
    }

    fn key_again(&self, entry: KeyEntry) -> Fragment {
        if let Some(response) = use_context::<ResponseOptions>() {
            response.set_status(StatusCode::UNPROCESSABLE_ENTITY);
        }
        let csrf = self.csrf.clone();
        self.show(|| view! { <KeyForm entry=Some(entry) csrf /> })
    }
}
