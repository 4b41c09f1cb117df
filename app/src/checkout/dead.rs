//! Links that take no payment: why, and how to reach the merchant.

use leptos::prelude::*;

use super::{
    end::{Contacts, End},
    page::Context,
};
use crate::ui::{icon, seal::Meaning};

/// Why a link takes no payment.
pub(super) enum Dead {
    Expired { at: Option<String> },
    Disabled,
    Used { single: bool },
    Deleted,
    Unknown,
}

impl Dead {
    const fn page(&self) -> &'static str {
        match self {
            Self::Expired { .. } => "expired",
            Self::Disabled => "disabled",
            Self::Used { .. } => "used",
            Self::Deleted => "deleted",
            Self::Unknown => "unknown",
        }
    }

    const fn icon(&self) -> &'static str {
        match self {
            Self::Expired { .. } => icon::CLOCK,
            Self::Disabled => icon::PAUSE,
            Self::Used { single: true } => icon::CHECK,
            Self::Used { single: false } => icon::TALLY,
            Self::Deleted => icon::BIN,
            Self::Unknown => icon::QUESTION,
        }
    }

    /// Title and sentence.
    fn words(&self, context: &Context) -> (&'static str, String) {
        let texts = context.texts;
        let fill = |text| context.fill(text, &[]);
        match self {
            Self::Expired { at: Some(date) } => {
                (texts.expired_title, context.fill(texts.expired_text_dated, &[("date", date)]))
            }
            Self::Expired { at: None } => (texts.expired_title, fill(texts.expired_text)),
            Self::Disabled => (texts.disabled_title, fill(texts.disabled_text)),
            Self::Used { single: true } => (texts.paid_title, fill(texts.paid_text)),
            Self::Used { single: false } => (texts.used_title, fill(texts.used_text)),
            Self::Deleted => (texts.deleted_title, fill(texts.deleted_text)),
            Self::Unknown => (texts.unknown_title, fill(texts.unknown_text)),
        }
    }
}

/// The page of a link that takes no payment.
pub(super) fn dead(context: Context, dead: Dead) -> AnyView {
    let (title, text) = dead.words(&context);
    let name = context.merchant.name.clone();
    view! {
        <main class="end" data-page=dead.page()>
            <End name meaning=Meaning::Off icon=dead.icon() title=title.to_owned() text>
                <Contacts context />
            </End>
        </main>
    }
    .into_any()
}
