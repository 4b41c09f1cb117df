//! What stands above every page while an endpoint is disabled by failures: which one, and the way to it.

use leptos::prelude::*;

use super::super::ALL;
use crate::{
    dashboard::words::Words,
    i18n::{developers, fill, format},
    ui::icon::{self, Icon},
};

/// The strip; nothing while all is well. Each endpoint is its id and URL.
#[component]
pub fn Notice(disabled: Vec<(String, String)>) -> impl IntoView {
    let locale = Words::get().locale;
    let texts = developers::webhooks(locale);
    let (text, href) = match disabled.as_slice() {
        [] => return None,
        [(id, url)] => (fill(texts.notice_one, &[("url", url)]), format!("{ALL}/{id}")),
        many => {
            let count = format::count(locale, many.len().try_into().unwrap_or_default());
            (fill(texts.notice_many, &[("count", &count)]), ALL.to_owned())
        }
    };
    Some(view! {
        <p class="banner trouble" role="status">
            <Icon path=icon::NOTICE />
            <span>{text}" "<a href=href>{texts.notice_open}</a></span>
        </p>
    })
}
