//! Whose account this is; opens to the language and the way out. Rendered by the server alone.

use leptos::prelude::*;

use super::words::Words;
use crate::ui::{
    icon::{self, Icon},
    mark::{Mark, letter},
};

/// The account at the head of the menu.
#[component]
pub fn AccountMenu(name: String, email: String) -> impl IntoView {
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
                    <bdi>{email}</bdi>
                </p>
                <super::layout::Languages />
                <form method="post" action="/logout">
                    <button class="button" type="submit">
                        <Icon path=icon::EXIT />
                        {texts.sign_out}
                    </button>
                </form>
            </div>
        </details>
    }
}
