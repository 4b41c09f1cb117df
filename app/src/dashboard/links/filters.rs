//! What narrows a list: a search and a choice of statuses. Both live in the address; without JavaScript the
//! search is a form and the statuses are links all the same.

use std::time::Duration;

use leptos::{html, leptos_dom::helpers::TimeoutHandle, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::query::ListQuery;
use crate::{
    dashboard::words::Words,
    ui::icon::{self, Icon},
};

/// How long a pause in typing starts the search.
const PAUSE: Duration = Duration::from_millis(220);

/// What can be searched and chosen.
#[derive(Clone)]
pub struct Choices {
    pub search: &'static str,
    /// What the statuses are statuses of.
    pub label: &'static str,
    /// The word of the API and that of the page.
    pub statuses: Vec<(&'static str, &'static str)>,
}

/// Search and statuses of the list at `path`.
#[component]
pub fn Filters(
    query: Memo<ListQuery>,
    #[prop(into)] path: Signal<String>,
    choices: Choices,
) -> impl IntoView {
    let chip = move |value: String, text: &'static str| {
        let (own, target) = (value.clone(), value);
        let current = move || query.with(|query| query.status == own).then_some("true");
        let href = move || path.with(|path| query.with(|query| query.with_status(&target).href(path, &[])));
        view! { <a class="chip" href=href data-noscroll="true" aria-current=current>{text}</a> }
    };
    let all = chip(String::new(), Words::get().shared.all);
    let statuses = choices.statuses.into_iter().map(|(value, text)| chip(value.to_ascii_lowercase(), text));
    view! {
        <div class="tools">
            <Search query path label=choices.search />
            <nav class="chips" aria-label=choices.label>{all}{statuses.collect_view()}</nav>
        </div>
    }
}

/// Searches when typing pauses, and at once on Enter.
#[component]
pub fn Search(
    query: Memo<ListQuery>,
    #[prop(into)] path: Signal<String>,
    label: &'static str,
) -> impl IntoView {
    let typed = RwSignal::new(query.get_untracked().q);
    let field = NodeRef::<html::Input>::new();
    let navigate = use_navigate();
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        waiting.update_value(|waiting| {
            if let Some(handle) = waiting.take() {
                handle.clear();
            }
        });
    };
    let search = move || {
        let to = query.with_untracked(|query| query.with_search(&typed.get_untracked()));
        if query.with_untracked(|query| query.q != to.q) {
            let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
            navigate(&path.with_untracked(|path| to.href(path, &[])), options);
        }
    };
    let (at_once, later, early) = (search.clone(), search.clone(), search);
    // Back and forward change the address under the field. What was typed before the page was live is searched.
    Effect::new(move |live: Option<bool>| {
        let q = query.with(|query| query.q.clone());
        let Some(field) = field.get() else { return false };
        if field.value().trim() != q && live == Some(true) {
            field.set_value(&q);
            typed.set(q);
        } else if field.value().trim() != q {
            typed.set(field.value());
            early();
        }
        true
    });
    let on_input = move |event| {
        typed.set(event_target_value(&event));
        stop();
        waiting.set_value(set_timeout_with_handle(later.clone(), PAUSE).ok());
    };
    on_cleanup(stop);
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        stop();
        at_once();
    };
    let kept = kept(&query.get_untracked());
    view! {
        <form class="search" role="search" method="get" action=path on:submit=on_submit>
            <span hidden inner_html=kept></span>
            <Icon path=icon::SEARCH />
            <input type="search" name="q" class="control" data-search="" autocomplete="off" spellcheck="false"
                aria-label=label placeholder=label value=typed.get_untracked() node_ref=field on:input=on_input />
            <kbd class="scripted" aria-hidden="true">"/"</kbd>
        </form>
    }
}

/// What else narrows the list, as fields: a browser without script sends nothing else along.
#[cfg(feature = "ssr")]
fn kept(query: &ListQuery) -> String {
    let fields = query.narrowing().into_iter().map(|(name, value)| {
        view! { <input type="hidden" name=name value=value /> }
    });
    fields.collect_view().to_html()
}

/// The script keeps the address itself.
#[cfg(not(feature = "ssr"))]
fn kept(_: &ListQuery) -> String {
    String::new()
}
