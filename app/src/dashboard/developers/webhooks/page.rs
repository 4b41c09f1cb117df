//! The pages. The server renders all of each, title and head included, so they are one piece of code in the browser.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::actions;
use crate::dashboard::{
    links::{ListQuery, show_named},
    live::on_news,
    loaded::{Shape, ask, ask_again, loaded},
    words::Words,
};

/// All endpoints.
#[component]
pub fn EndpointsPage() -> impl IntoView {
    live("endpoints")
}

/// The form of a new one.
#[component]
pub fn NewEndpointPage() -> impl IntoView {
    shown("new")
}

/// Its secret, once.
#[component]
pub fn MadeEndpointPage() -> impl IntoView {
    shown("created")
}

/// One endpoint with its deliveries.
#[component]
pub fn EndpointPage() -> impl IntoView {
    live("endpoint")
}

/// The form of one.
#[component]
pub fn EditEndpointPage() -> impl IntoView {
    shown("edit")
}

/// Its new secret, once.
#[component]
pub fn RotatedEndpointPage() -> impl IntoView {
    shown("rotated")
}

/// One delivery with its attempts.
#[component]
pub fn DeliveryPage() -> impl IntoView {
    live("delivery")
}

/// What has happened.
#[component]
pub fn EventsPage() -> impl IntoView {
    live("events")
}

/// One event with its deliveries.
#[component]
pub fn EventPage() -> impl IntoView {
    live("event")
}

/// One that changes when something happens.
fn live(page: &'static str) -> AnyView {
    placed(page, true)
}

/// One with a form that somebody is filling in, or a secret that is shown once: it stays as it is.
fn shown(page: &'static str) -> AnyView {
    placed(page, false)
}

fn placed(page: &'static str, is_live: bool) -> AnyView {
    let (params, query) = (use_params_map(), use_query_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let query = Memo::new(move |_| query.with(ListQuery::read));
    let asked = ask(
        move || (format!("{page}/{}", id.get()), query.get()),
        |(page, query)| Box::pin(actions::webhooks(page, query)),
    );
    if is_live {
        on_news(String::new, move || ask_again(asked));
    }
    view! {
        <Title text=Words::get().shared.developers />
        {loaded(asked, Shape::Rows, show_named)}
    }
    .into_any()
}
