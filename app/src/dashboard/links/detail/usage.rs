//! The drawer of one usage: what the customer entered, how it went, and every id. The address holds which
//! usage is open.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::super::{ALL, actions, placed::Placed, query::ListQuery};
use crate::{
    dashboard::{failed::Failed, words::Words},
    ui::drawer::Drawer,
};

/// Open while the address has `?usage=`.
#[component]
pub fn UsageDrawer(link: Memo<String>) -> impl IntoView {
    let words = Words::get();
    let params = use_query_map();
    let open = Memo::new(move |_| params.with(|params| params.get("usage").filter(|id| !id.is_empty())));
    let usage = Resource::new(move || open.get(), actions::usage);
    let back = move || {
        link.with(|id| params.with(|params| ListQuery::read(params).href(&format!("{ALL}/{id}"), &[])))
    };
    let navigate = StoredValue::new(use_navigate());
    let on_close = Callback::new(move |()| {
        let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
        navigate.with_value(|navigate| navigate(&untrack(back), options));
    });
    let content = move || {
        Suspend::new(async move {
            match usage.await {
                Ok(Some(fragment)) => view! { <Placed fragment /> }.into_any(),
                Ok(None) => ().into_any(),
                Err(error) => view! { <Failed error /> }.into_any(),
            }
        })
    };
    // From one usage to the next the drawer stays where it is.
    let shown = Memo::new(move |_| open.with(Option::is_some));
    move || {
        shown.get().then(|| {
            view! {
                <Drawer label=words.links.usage close=words.shared.close back=back() on_close>
                    <Transition fallback=|| view! { <div class="skeleton tall" aria-hidden="true"></div> }>{content}</Transition>
                </Drawer>
            }
        })
    }
}
