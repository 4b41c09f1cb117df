//! All links, newest first.

use domain::link::LinkStatus;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{
    ALL, NEW, actions,
    filters::{Choices, Filters},
    query::ListQuery,
};
use crate::{
    dashboard::{
        fragment::place,
        live::on_news,
        loaded::{Shape, ask, loaded},
        words::Words,
    },
    i18n::dashboard,
    ui::icon::{self, Icon},
};

/// The list. What narrows it lives in the address.
#[component]
pub fn ListPage() -> impl IntoView {
    let words = Words::get();
    let texts = words.links;
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(ListQuery::read));
    let page = ask(move || (String::new(), query.get()), |(_, query)| Box::pin(actions::links(query)));
    on_news(String::new, move || page.refetch());
    let statuses =
        LinkStatus::ALL.map(|status| (status.as_str(), dashboard::link_status(words.locale, status)));
    let choices =
        Choices { search: texts.search_links, label: texts.filter_status, statuses: statuses.to_vec() };
    view! {
        <Title text=texts.links />
        <div class="top">
            <h1>{texts.links}</h1>
            <a class="button main" href=NEW>
                <Icon path=icon::PLUS />
                {texts.new_link}
                <kbd class="scripted" aria-hidden="true">"N"</kbd>
            </a>
        </div>
        <Filters query path=ALL.to_owned() choices />
        {loaded(page, Shape::Rows, place)}
    }
}
