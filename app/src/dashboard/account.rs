//! Whose account this is; opens to the language and the way out. Rendered by the server alone.

use engine::auth::Session;
use leptos::prelude::*;

use super::{LOGOUT, palette::KeyboardWays, words::Words};
use crate::{
    i18n::dashboard::keys,
    ui::{
        icon::{self, Icon},
        mark::{Mark, letter},
    },
};

/// The account at the head of the menu.
#[component]
pub fn AccountMenu(name: String, session: Session) -> impl IntoView {
    let texts = Words::get().shared;
    view! {
        <details class="account">
            <summary>
                <Mark letter=letter(&name) />
                <bdi class="account-name">{name}</bdi>
                <Icon path=icon::DOWN />
            </summary>
            <div class="account-menu">
                <p class="faint account-email">
                    <bdi>{session.email}</bdi>
                </p>
                <super::layout::Languages />
                <button class="quiet-link" type="button" popovertarget="shortcuts">{keys(Words::get().locale).shortcuts}" "<kbd>"?"</kbd></button>
                <form method="post" action=LOGOUT>
                    <input type="hidden" name="csrf" value=session.csrf />
                    <button class="button" type="submit">
                        <Icon path=icon::EXIT />
                        {texts.sign_out}
                    </button>
                </form>
            </div>
        </details>
        <KeyboardWays />
    }
}
