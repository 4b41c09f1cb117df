//! The pages. Each is rendered by the server, its head and tabs included.

use leptos::prelude::*;
use leptos_meta::Title;

use super::actions;
use crate::dashboard::{
    fragment::{Fragment, place},
    loaded::{Answer, Key, Shape, ask, loaded},
    words::Words,
};

/// The keys of the API.
#[component]
pub fn KeysPage() -> impl IntoView {
    shown(Key::default, |_| Box::pin(actions::keys()))
}

/// What the answer to a form shows once; the browser finds it nowhere later.
#[component]
pub fn OncePage() -> impl IntoView {
    shown(Key::default, |_| Box::pin(actions::shown_once()))
}

fn shown(key: impl Fn() -> Key + Send + Sync + 'static, fetch: fn(Key) -> Answer<Fragment>) -> AnyView {
    let page = ask(key, fetch);
    view! {
        <Title text=Words::get().shared.developers />
        {loaded(page, Shape::Rows, place)}
    }
    .into_any()
}
