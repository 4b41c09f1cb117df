//! A secret on the only page that ever shows it, and what stands there afterwards.

use leptos::prelude::*;

use super::{
    super::KEYS,
    head::{Head, Tab},
};
use crate::{
    dashboard::words::Words,
    i18n::developers,
    ui::{
        copy::CopyButton,
        empty::Empty,
        icon::{self, Icon},
    },
};

/// A secret and what is said about it.
pub struct Shown {
    pub title: String,
    pub warning: &'static str,
    pub remark: Option<String>,
    pub secret: String,
    pub copy: &'static str,
    /// A command to try it with, below its title.
    pub command: Option<(&'static str, String)>,
    pub done: String,
}

/// The secret. Without a script a click selects all of it.
#[component]
pub fn SecretView(shown: Shown) -> impl IntoView {
    let done = developers::keys(Words::get().locale).done;
    let Shown { title, warning, remark, secret, copy, command, done: href } = shown;
    view! {
        <Head tab=Tab::Keys />
        <section class="card once" aria-labelledby="once-title">
            <h2 id="once-title">{title}</h2>
            <p class="once-warning"><Icon path=icon::WARNING /><span>{warning}</span></p>
            <p class="secret"><code class="code" dir="ltr" tabindex="0" data-secret="">{secret.clone()}</code></p>
            {remark.map(|remark| view! { <p class="quiet">{remark}</p> })}
            <div class="ways">
                <CopyButton value=secret label=copy main=true />
                <a class="button" href=href>{done}</a>
            </div>
            {command.map(|(title, command)| view! {
                <details class="curl">
                    <summary>{title}</summary>
                    <pre dir="ltr" tabindex="0"><code>{command}</code></pre>
                </details>
            })}
        </section>
    }
}

/// Where a secret was shown.
#[component]
pub fn Gone() -> impl IntoView {
    let texts = developers::keys(Words::get().locale);
    view! {
        <Head tab=Tab::Keys />
        <div class="card">
            <Empty icon=icon::LOCK title=texts.gone_title.to_owned() text=texts.gone_text.to_owned() curl=None>
                <a class="button" href=KEYS>{texts.all_keys}</a>
            </Empty>
        </div>
    }
}
