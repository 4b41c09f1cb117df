//! A part of a page that waits for the server.

use std::{future::Future, pin::Pin, sync::Arc};

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use super::{failed::Failed, links::ListQuery, words::Words};
use crate::{error::AppError, i18n::dashboard, ui::toast::Toasts};

/// What the server is asked for.
pub type Asked<T> = Resource<Result<T, AppError>>;

/// What it is asked for: an id, and which page of a list.
pub type Key = (String, ListQuery);

/// What the server will answer.
pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, AppError>> + Send>>;

/// Asks the server, and again whenever the key changes. One kind of key and of answer keeps it one piece of
/// code for all pages of fragments.
pub fn ask<T>(key: impl Fn() -> Key + Send + Sync + 'static, fetch: fn(Key) -> Answer<T>) -> Asked<T>
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
{
    ask_by(Arc::new(key), fetch)
}

fn ask_by<T>(key: Arc<dyn Fn() -> Key + Send + Sync>, fetch: fn(Key) -> Answer<T>) -> Asked<T>
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
{
    Resource::new(move || key(), fetch)
}

/// Asks again after news, unless there is nothing with that id: no news bring it back.
pub fn ask_again<T>(asked: Asked<T>)
where
    T: Send + Sync + Serialize + DeserializeOwned + 'static,
{
    let gone = asked.with_untracked(|answer| match answer {
        Some(Err(error)) => error.is(AppError::NOT_FOUND),
        Some(Ok(_)) | None => false,
    });
    if !gone {
        asked.refetch();
    }
}

type Show<T> = Arc<dyn Fn(T) -> AnyView + Send + Sync>;

/// The shape of what comes, while it comes for the first time.
#[derive(Clone, Copy)]
pub enum Shape {
    /// Nothing worth a shape.
    None,
    Card,
    Rows,
}

impl Shape {
    fn view(self) -> AnyView {
        match self {
            Self::None => ().into_any(),
            Self::Card => view! { <div class="card skeleton tall" aria-hidden="true"></div> }.into_any(),
            Self::Rows => view! { <Rows /> }.into_any(),
        }
    }
}

#[component]
fn Rows() -> impl IntoView {
    let row = |_| {
        view! {
            <div class="bone-row">
                <span class="bone"></span>
                <span class="bone"></span>
                <span class="bone"></span>
            </div>
        }
    };
    view! { <div class="card sheet skeleton" aria-hidden="true">{(0..6).map(row).collect_view()}</div> }
}

/// Shows what was asked for. When it is asked for anew, the old stays until the new is there; also when the
/// server has no time for it right now.
pub fn loaded<T>(
    asked: Asked<T>,
    shape: Shape,
    show: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + Send + Sync + 'static,
{
    waiting(asked, shape, Arc::new(show))
}

/// Knows only the type that is asked for, so that pages of fragments share one.
fn waiting<T>(asked: Asked<T>, shape: Shape, show: Show<T>) -> AnyView
where
    T: Clone + Send + Sync + 'static,
{
    let last = StoredValue::new(None::<T>);
    let (toasts, locale) = (Toasts::get(), Words::get().locale);
    let content = move || {
        let show = show.clone();
        Suspend::new(async move {
            match asked.await {
                Ok(value) => {
                    last.set_value(Some(value.clone()));
                    show(value)
                }
                Err(error) => match last.get_value().filter(|_| error.passes()) {
                    Some(value) => {
                        toasts.warn(dashboard::error(locale, &error.code).0);
                        show(value)
                    }
                    None => view! { <Failed error /> }.into_any(),
                },
            }
        })
    };
    view! { <Transition fallback=move || shape.view()>{content}</Transition> }.into_any()
}
