//! The filters that are kept under a name: chips that lead to them, and the forms that keep and forget one.

use leptos::prelude::*;

use super::super::{ALL, query::ListQuery};
use crate::{
    dashboard::words::Words,
    i18n::{dashboard, fill},
    ui::icon::{self, Icon},
};

/// Filters under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    pub name: String,
    /// As [`ListQuery::view`] writes it.
    pub query: String,
}

/// Those there are; that of now may be forgotten.
#[component]
pub fn SavedViews(views: Vec<View>, query: ListQuery, csrf: String) -> impl IntoView {
    let texts = dashboard::lists(Words::get().locale);
    let now = query.view();
    let current = views.iter().find(|view| view.query == now).cloned();
    if views.is_empty() {
        return ().into_any();
    }
    let chip = |view: View| {
        let here = (view.query == now).then_some("true");
        let href = format!("{ALL}?{}", view.query);
        view! { <li><a class="chip" href=href aria-current=here><bdi>{view.name}</bdi></a></li> }
    };
    let chips: Vec<_> = views.into_iter().map(chip).collect();
    view! {
        <div class="views">
            <ul class="chips" aria-label=texts.saved_views>{chips}</ul>
            {current.map(|view| view! { <Forget name=view.name csrf /> })}
        </div>
    }
    .into_any()
}

/// Keeps the filters of now under a name, when there are any that have none.
#[component]
pub fn SaveView(saved: bool, query: ListQuery, csrf: String) -> impl IntoView {
    if saved || query.is_plain() {
        return ().into_any();
    }
    let texts = dashboard::lists(Words::get().locale);
    let query = query.view();
    view! {
        <details class="view-save">
            <summary class="button small"><Icon path=icon::PLUS />{texts.save_view}</summary>
            <form method="post" action="/payments/links/views">
                <input type="hidden" name="csrf" value=csrf />
                <input type="hidden" name="query" value=query />
                <div class="field">
                    <label for="view-name">{texts.view_name}</label>
                    <input class="control" id="view-name" name="name" required maxlength="80" autocomplete="off" dir="auto" />
                </div>
                <button class="button main small" type="submit">{texts.save_view}</button>
            </form>
        </details>
    }
    .into_any()
}

#[component]
fn Forget(name: String, csrf: String) -> impl IntoView {
    let texts = dashboard::lists(Words::get().locale);
    let label = fill(texts.forget_view, &[("name", &name)]);
    view! {
        <form method="post" action="/payments/links/views/delete">
            <input type="hidden" name="csrf" value=csrf />
            <input type="hidden" name="name" value=name />
            <button class="button small" type="submit"><Icon path=icon::CROSS />{label}</button>
        </form>
    }
}
