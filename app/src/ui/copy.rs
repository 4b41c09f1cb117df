//! Values that are copied by pressing them. The buttons only say what they copy; [`listen`] does it for all
//! of them, so parts that the server rendered alone work like all others.

use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{
    icon::{self, Icon},
    toast::Toasts,
};

/// What stands on a button that copies.
const MARK: &str = "data-copy";

/// An id or address in figures of one width; the whole of it is the button.
#[component]
pub fn Copy(value: String, label: &'static str) -> impl IntoView {
    view! {
        <button class="copy" type="button" title=label data-copy=value>
            <bdi class="code">{value.clone()}</bdi>
            <span class="sr">{label}</span>
            <Icon path=icon::COPY />
        </button>
    }
}

/// A plain button that copies.
#[component]
pub fn CopyButton(value: String, label: &'static str, #[prop(optional)] main: bool) -> impl IntoView {
    let class = if main { "button main scripted" } else { "button scripted" };
    view! {
        <button class=class type="button" data-copy=value>
            <Icon path=icon::COPY />
            {label}
        </button>
    }
}

/// Copies what the pressed button says, and says `copied`. Once for a whole page.
pub fn listen(toasts: Toasts, copied: &'static str) {
    Effect::new(move || {
        let listener = window_event_listener(ev::click, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            let button = target.and_then(|target| target.closest("[data-copy]").ok().flatten());
            if let Some(value) = button.and_then(|button| button.get_attribute(MARK)) {
                spawn_local(async move {
                    if to_clipboard(&value).await || by_selection(&value) {
                        toasts.say(copied);
                    }
                });
            }
        });
        on_cleanup(move || listener.remove());
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
    let area = document
        .create_element("textarea")
        .ok()
        .and_then(|area| area.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
    let (Some(area), Some(body)) = (area, document.body()) else { return false };
    area.set_value(text);
    area.set_class_name("sr");
    let _ = body.append_child(&area);
    area.select();
    let done = document
        .dyn_into::<web_sys::HtmlDocument>()
        .is_ok_and(|page| page.exec_command("copy").unwrap_or(false));
    area.remove();
    done
}
