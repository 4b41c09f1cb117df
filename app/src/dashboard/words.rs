//! The language of the dashboard, for every part of it.

use domain::Locale;
use leptos::prelude::*;

use crate::i18n::dashboard::{self, DashboardTexts, LinkTexts};

/// The words of one language.
#[derive(Clone, Copy)]
pub struct Words {
    pub locale: Locale,
    pub shared: &'static DashboardTexts,
    pub links: &'static LinkTexts,
}

impl Words {
    pub const fn of(locale: Locale) -> Self {
        Self { locale, shared: dashboard::texts(locale), links: dashboard::links(locale) }
    }

    /// Those of this page.
    pub fn get() -> Self {
        use_context().unwrap_or_else(|| Self::of(Locale::default()))
    }
}

/// The language the server chose; the browser finds it in the page.
#[cfg(feature = "ssr")]
pub fn chosen() -> Locale {
    crate::session::locale()
}

/// The language the server chose; the browser finds it in the page.
#[cfg(not(feature = "ssr"))]
pub fn chosen() -> Locale {
    let root = document().document_element();
    root.and_then(|root| root.get_attribute("lang")).and_then(|tag| tag.parse().ok()).unwrap_or_default()
}
