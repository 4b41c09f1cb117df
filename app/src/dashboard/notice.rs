//! What a plain form has done, said once by the page that it leads to. It travels in a cookie of a minute, so it is in no
//! address that is opened again.

use domain::Locale;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDocument;

use super::words::Words;
use crate::{i18n::dashboard, ui::toast::Toasts};

/// The cookie. The page takes it away as it says it.
pub const COOKIE: &str = "remit_notice";

/// What became of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    LinkEdited,
    LinkDisabled,
    LinkEnabled,
    LinkDeleted,
    LinksDisabled,
    LinkSucceeded,
    ViewSaved,
    ViewForgotten,
    /// Another name was typed than that of the link to delete.
    NameDiffers,
    /// Somebody else was faster.
    Changed,
}

impl Notice {
    pub const ALL: [Self; 10] = [
        Self::LinkEdited,
        Self::LinkDisabled,
        Self::LinkEnabled,
        Self::LinkDeleted,
        Self::LinksDisabled,
        Self::LinkSucceeded,
        Self::ViewSaved,
        Self::ViewForgotten,
        Self::NameDiffers,
        Self::Changed,
    ];

    /// The value of the cookie.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LinkEdited => "link_edited",
            Self::LinkDisabled => "link_disabled",
            Self::LinkEnabled => "link_enabled",
            Self::LinkDeleted => "link_deleted",
            Self::LinksDisabled => "links_disabled",
            Self::LinkSucceeded => "link_succeeded",
            Self::ViewSaved => "view_saved",
            Self::ViewForgotten => "view_forgotten",
            Self::NameDiffers => "name_differs",
            Self::Changed => "changed",
        }
    }

    fn words(self, locale: Locale) -> &'static str {
        let texts = dashboard::notices(locale);
        match self {
            Self::LinkEdited => texts.link_edited,
            Self::LinkDisabled => texts.link_disabled,
            Self::LinkEnabled => texts.link_enabled,
            Self::LinkDeleted => texts.link_deleted,
            Self::LinksDisabled => texts.links_disabled,
            Self::LinkSucceeded => texts.link_succeeded,
            Self::ViewSaved => texts.view_saved,
            Self::ViewForgotten => texts.view_forgotten,
            Self::NameDiffers => texts.name_differs,
            Self::Changed => dashboard::error(locale, "conflict").0,
        }
    }

    /// Nothing was done.
    const fn is_refusal(self) -> bool {
        matches!(self, Self::NameDiffers | Self::Changed)
    }
}

/// Says it when the page has become live.
pub fn say() {
    let (toasts, locale) = (Toasts::get(), Words::get().locale);
    Effect::new(move || match taken() {
        Some(notice) if notice.is_refusal() => toasts.warn(notice.words(locale)),
        Some(notice) => toasts.say(notice.words(locale)),
        None => {}
    });
}

fn taken() -> Option<Notice> {
    let document = document().dyn_into::<HtmlDocument>().ok()?;
    let cookies = document.cookie().ok()?;
    let named = |pair: &str| pair.trim().strip_prefix(COOKIE)?.strip_prefix('=').map(str::to_owned);
    let said = cookies.split(';').find_map(named)?;
    let _ = document.set_cookie(&format!("{COOKIE}=; Path=/; Max-Age=0; SameSite=Lax"));
    Notice::ALL.into_iter().find(|notice| notice.as_str() == said)
}
