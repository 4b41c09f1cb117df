//! One customer: how to reach them, the links bound to them, and what they paid or tried to.

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

/// The page. Which of its usages it shows lives in the address.
#[component]
pub fn CustomerPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let query = Memo::new(move |_| query.with(ListQuery::read));
    let page = ask(move || (id.get(), query.get()), |(id, query)| Box::pin(actions::customer(id, query)));
    on_news(String::new, move || ask_again(page));
    view! {
        // Until there is a customer, or when there is none.
        <Title text=Words::get().shared.customer />
        {loaded(page, Shape::Card, show_named)}
    }
}
