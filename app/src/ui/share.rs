//! No style of its own: handing a link to the programs of a device, by the sheet it has for that. Browsers without
//! one show no button.

use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::icon::{self, Icon};

/// A button that opens the sheet; hidden until [`listen`] has found that there is one.
#[component]
pub fn ShareButton(url: String, title: String, label: &'static str) -> impl IntoView {
    view! {
        <button class="button shares" type="button" data-share=url data-share-title=title>
            <Icon path=icon::OPEN />
            {label}
        </button>
    }
}

/// Opens the sheet for whichever button is pressed. Once for a whole page.
pub fn listen() {
    Effect::new(move || {
        let navigator = window().navigator();
        let share = js_sys::Reflect::get(&navigator, &JsValue::from_str("share"));
        let Some(share) = share.ok().and_then(|share| share.dyn_into::<js_sys::Function>().ok()) else {
            return;
        };
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-shares", "");
        }
        let listener = window_event_listener(ev::click, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            let button = target.and_then(|target| target.closest("[data-share]").ok().flatten());
            let Some(button) = button else { return };
            let sheet = js_sys::Object::new();
            for (name, attribute) in [("url", "data-share"), ("title", "data-share-title")] {
                let value = button.get_attribute(attribute).unwrap_or_default();
                let _ = js_sys::Reflect::set(&sheet, &JsValue::from_str(name), &JsValue::from_str(&value));
            }
            // Closing the sheet again is a rejection, and nothing went wrong.
            if let Ok(shared) = share.call1(&window().navigator(), &sheet) {
                spawn_local(async move {
                    let _ = JsFuture::from(js_sys::Promise::resolve(&shared)).await;
                });
            }
        });
        on_cleanup(move || listener.remove());
    });
}
