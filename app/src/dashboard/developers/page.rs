//! The pages. Each is rendered by the server, its head and tabs included.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::actions;
use crate::dashboard::{
    fragment::{Fragment, place},
    links::ListQuery,
    loaded::{Answer, Key, Shape, ask, loaded},
    words::Words,
};

/// The keys of the API.
#[component]
pub fn KeysPage() -> impl IntoView {
    shown(Key::default, |_| Box::pin(actions::keys()))
}

/// The start of the API's reference.
#[component]
pub fn ReferencePage() -> impl IntoView {
    shown(Key::default, |_| Box::pin(actions::reference(String::new())))
}

/// One resource of the API.
#[component]
pub fn ResourcePage() -> impl IntoView {
    let params = use_params_map();
    let key = move || (params.with(|params| params.get("id").unwrap_or_default()), ListQuery::default());
    shown(key, |(resource, _)| Box::pin(actions::reference(resource)))
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
