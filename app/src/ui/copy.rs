//! A value with a button that copies it and says so.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{
    icon::{self, Icon},
    toast::Toasts,
};

/// What the button is called and what it says when done.
#[derive(Clone, Copy)]
pub struct CopyWords {
    pub copy: &'static str,
    pub copied: &'static str,
}

/// An id or address in figures of one width; the whole of it is the button.
#[component]
pub fn Copy(value: String, words: CopyWords) -> impl IntoView {
    let toasts = Toasts::get();
    let (text, shown) = (value.clone(), value);
    view! {
        <button class="copy" type="button" title=words.copy on:click=move |_| copy(text.clone(), toasts, words.copied)>
            <bdi class="code">{shown}</bdi>
            <span class="sr">{words.copy}</span>
            <Icon path=icon::COPY />
        </button>
    }
}

/// A plain button that copies.
#[component]
pub fn CopyButton(
    value: String,
    label: &'static str,
    copied: &'static str,
    #[prop(optional)] main: bool,
) -> impl IntoView {
    let toasts = Toasts::get();
    view! {
        <button class="button scripted" class:main=main type="button" on:click=move |_| copy(value.clone(), toasts, copied)>
            <Icon path=icon::COPY />
            {label}
        </button>
    }
}

fn copy(text: String, toasts: Toasts, copied: &'static str) {
    spawn_local(async move {
        if to_clipboard(&text).await || by_selection(&text) {
            toasts.say(copied);
        }
    });
}

/// The clipboard is there in secure contexts only.
async fn to_clipboard(text: &str) -> bool {
    let navigator = window().navigator();
    let there = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"));
    if !there.is_ok_and(|clipboard| clipboard.is_object()) {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

/// The older way, which a page served over plain http still has.
fn by_selection(text: &str) -> bool {
    let document = document();
    let Some(area) = document.create_element("textarea").ok().and_then(|area| area.dyn_into::<web_sys::HtmlTextAreaElement>().ok())
    else {
        return false;
    };
    area.set_value(text);
    area.set_class_name("sr");
    let Some(body) = document.body() else { return false };
    let _ = body.append_child(&area);
    area.select();
    let done = document.dyn_into::<web_sys::HtmlDocument>().is_ok_and(|page| page.exec_command("copy").unwrap_or(false));
    area.remove();
    done
}
