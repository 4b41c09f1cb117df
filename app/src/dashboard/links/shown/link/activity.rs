//! Who changed what and when, folded away until somebody asks.

use leptos::prelude::*;

use super::super::{Step, usage::Timeline};
use crate::{dashboard::words::Words, i18n::link_page};

#[component]
pub fn ActivityLog(steps: Vec<Step>) -> impl IntoView {
    let texts = link_page::texts(Words::get().locale);
    let latest = steps.first().map(|step| format!("{} · {}", step.text, step.at));
    view! {
        <details class="card activity">
            <summary>
                <h2>{texts.activity}</h2>
                <span class="faint">{latest}</span>
            </summary>
            <Timeline steps />
        </details>
    }
}
