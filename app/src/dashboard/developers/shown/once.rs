//! A secret on the only page that ever shows it, and what stands there afterwards.

use leptos::prelude::*;

use super::head::{Head, Tab};
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
    pub tab: Tab,
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
    let Shown { tab, title, warning, remark, secret, copy, command, done: href } = shown;
    view! {
        <Head tab />
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

/// Where a secret was shown: a title and a text, and the way back.
#[component]
pub fn Gone(tab: Tab, said: (&'static str, &'static str), back: (String, &'static str)) -> impl IntoView {
    let ((title, text), (href, name)) = (said, back);
    view! {
        <Head tab />
        <div class="card">
            <Empty icon=icon::LOCK title=title.to_owned() text=text.to_owned() curl=None>
                <a class="button" href=href>{name}</a>
            </Empty>
        </div>
    }
}
