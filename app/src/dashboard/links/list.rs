//! All links, newest first.

use domain::link::LinkStatus;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{
    ALL, NEW, actions,
    filters::{Choices, Filters},
    placed::Placed,
    query::ListQuery,
};
use crate::{
    dashboard::{failed::Failed, words::Words},
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
    let page = Resource::new(move || query.get(), actions::links);
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
        <Transition fallback=|| view! { <Skeleton /> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(fragment) => view! { <Placed fragment /> }.into_any(),
                    Err(error) => view! { <Failed error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// The shape of what comes.
#[component]
fn Skeleton() -> impl IntoView {
    view! {
        <div class="card sheet skeleton" aria-hidden="true">
            {(0..6).map(|_| view! { <div class="bone-row"><span class="bone"></span><span class="bone short"></span><span class="bone short"></span></div> }).collect_view()}
        </div>
    }
}
