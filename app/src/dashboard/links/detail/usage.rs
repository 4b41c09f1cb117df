//! The drawer of one usage: what the customer entered, how it went, and every id. The address holds which
//! usage is open.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::super::{ALL, actions, query::ListQuery};
use crate::{
    dashboard::{
        fragment::place,
        live::on_news,
        loaded::{Shape, ask, loaded},
        words::Words,
    },
    ui::drawer::Drawer,
};

/// The row that is lit.
const OPENER: &str = "tr.at .whole-row";

/// Open while the address has `?usage=`.
#[component]
pub fn UsageDrawer(link: Memo<String>) -> impl IntoView {
    let words = Words::get();
    let params = use_query_map();
    let open = Memo::new(move |_| params.with(|params| params.get("usage").unwrap_or_default()));
    let usage = ask(move || (open.get(), ListQuery::default()), |(id, _)| Box::pin(actions::usage(id)));
    // A closed drawer is concerned by nothing.
    on_news(move || format!("\"{}\"", open.get()), move || usage.refetch());
    let back = move || {
        link.with(|id| params.with(|params| ListQuery::read(params).href(&format!("{ALL}/{id}"), &[])))
    };
    let navigate = StoredValue::new(use_navigate());
    let on_close = Callback::new(move |()| {
        let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
        navigate.with_value(|navigate| navigate(&untrack(back), options));
    });
    // From one usage to the next the drawer stays where it is.
    let shown = Memo::new(move |_| open.with(|id| !id.is_empty()));
    move || {
        shown.get().then(|| {
            view! {
                <Drawer label=words.links.usage close=words.shared.close back=back() opener=OPENER on_close>
                    {loaded(usage, Shape::None, place)}
                </Drawer>
            }
        })
    }
}
