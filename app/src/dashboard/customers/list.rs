//! All customers, newest first.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{ALL, actions};
use crate::{
    dashboard::{
        fragment::place,
        links::{ListQuery, Search},
        loaded::{Shape, ask, loaded},
        words::Words,
    },
    ui::icon::{self, Icon},
};

/// The list. What narrows it lives in the address.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let texts = Words::get().shared;
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(ListQuery::read));
    let page = ask(move || (String::new(), query.get()), |(_, query)| Box::pin(actions::customers(query)));
    view! {
        <Title text=texts.customers />
        <div class="top">
            <h1>{texts.customers}</h1>
            <a class="button main" href="/customers/new">
                <Icon path=icon::PLUS />
                {texts.new_customer}
            </a>
        </div>
        <div class="tools">
            <Search query path=ALL.to_owned() label=texts.search_customers />
        </div>
        {loaded(page, Shape::Rows, place)}
    }
}
