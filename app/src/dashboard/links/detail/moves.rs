//! What may be done with a link: disable and enable, duplicate, delete. What cannot be taken back lightly
//! is asked first, with what it means for customers who are paying right now.

use domain::link::{LinkStatus, SettableStatus};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    super::{ALL, NEW, actions, model::LinkPage},
    Loaded,
};
use crate::{
    dashboard::words::Words,
    error::AppError,
    i18n::{dashboard, fill, format},
    ui::{
        dialog::{Confirm, Question},
        toast::Toasts,
    },
};

#[component]
pub fn Moves(page: LinkPage, link: Loaded) -> impl IntoView {
    let texts = Words::get().links;
    let duplicate = format!("{NEW}?from={}", page.id);
    let status = match page.status {
        LinkStatus::Active => view! { <Disable page=page.clone() link /> }.into_any(),
        LinkStatus::Disabled => view! { <Enable id=page.id.clone() link /> }.into_any(),
        LinkStatus::Expired | LinkStatus::Used => ().into_any(),
    };
    view! {
        <div class="top-end">
            {status}
            <a class="button" href=duplicate>{texts.duplicate}</a>
            <Delete page />
        </div>
    }
}

/// Customers who are at their bank right now.
fn paying(page: &LinkPage, none: &'static str, some: &'static str) -> String {
    let words = Words::get();
    match page.reserved {
        0 => none.to_owned(),
        count => fill(some, &[("count", &format::count(words.locale, count.into()))]),
    }
}

#[component]
fn Disable(page: LinkPage, link: Loaded) -> impl IntoView {
    let words = Words::get();
    let texts = words.links;
    let open = RwSignal::new(false);
    let question = Question {
        title: texts.disable_title.to_owned(),
        text: paying(&page, texts.disable_text, texts.disable_text_paying),
        confirm: texts.disable,
        cancel: words.shared.cancel,
        danger: false,
    };
    let toasts = Toasts::get();
    let on_confirm =
        Callback::new(move |()| set_status(page.id.clone(), SettableStatus::Disabled, link, toasts));
    view! {
        <button class="button scripted" type="button" on:click=move |_| open.set(true)>{texts.disable}</button>
        <Confirm id="disable-dialog" open question on_confirm />
    }
}

#[component]
fn Enable(id: String, link: Loaded) -> impl IntoView {
    let words = Words::get();
    let texts = words.links;
    let open = RwSignal::new(false);
    let question = Question {
        title: texts.enable_title.to_owned(),
        text: texts.enable_text.to_owned(),
        confirm: texts.enable,
        cancel: words.shared.cancel,
        danger: false,
    };
    let toasts = Toasts::get();
    let on_confirm = Callback::new(move |()| set_status(id.clone(), SettableStatus::Active, link, toasts));
    view! {
        <button class="button main scripted" type="button" on:click=move |_| open.set(true)>{texts.enable}</button>
        <Confirm id="enable-dialog" open question on_confirm />
    }
}

fn set_status(id: String, status: SettableStatus, link: Loaded, toasts: Toasts) {
    let words = Words::get();
    let done = match status {
        SettableStatus::Active => words.links.link_enabled,
        SettableStatus::Disabled => words.links.link_disabled,
    };
    spawn_local(async move {
        match actions::set_link_status(id, status).await {
            Ok(()) => toasts.say(done),
            Err(error) => say_error(toasts, words, &error),
        }
        // Also after a refusal: the link is no longer what this page shows.
        link.refetch();
    });
}

fn say_error(toasts: Toasts, words: Words, error: &AppError) {
    let (title, _) = dashboard::error(words.locale, &error.code);
    toasts.say(title);
}

#[component]
fn Delete(page: LinkPage) -> impl IntoView {
    let words = Words::get();
    let texts = words.links;
    let open = RwSignal::new(false);
    let question = Question {
        title: texts.delete_title.to_owned(),
        text: paying(&page, texts.delete_text, texts.delete_text_paying),
        confirm: texts.delete,
        cancel: words.shared.cancel,
        danger: true,
    };
    let (toasts, navigate) = (Toasts::get(), use_navigate());
    let navigate = StoredValue::new(navigate);
    let on_confirm = Callback::new(move |()| {
        let id = page.id.clone();
        spawn_local(async move {
            match actions::delete_link(id).await {
                Ok(()) => {
                    toasts.say(texts.link_deleted);
                    navigate.with_value(|navigate| {
                        navigate(ALL, NavigateOptions { replace: true, ..NavigateOptions::default() });
                    });
                }
                Err(error) => say_error(toasts, words, &error),
            }
        });
    });
    view! {
        <button class="button scripted" type="button" on:click=move |_| open.set(true)>{texts.delete}</button>
        <Confirm id="delete-dialog" open question on_confirm />
    }
}
