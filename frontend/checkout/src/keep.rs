//! Carries what was typed into another language: the page is loaded anew, and nobody types twice.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, EventTarget, FormData, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, Storage,
};

use crate::page::{all, listen};

const LANGUAGES: &str = "a[hreflang]";
const CONTROLS: &str = "#checkout-form [name]";

/// Puts back what was kept on the way here, and keeps what is typed when a language is chosen.
pub fn start() {
    let Some(storage) = window().session_storage().ok().flatten() else { return };
    for control in all::<Element>(CONTROLS) {
        restore(&storage, &control);
    }
    for link in all::<EventTarget>(LANGUAGES) {
        let storage = storage.clone();
        listen(&link, "click", move |_| keep(&storage));
    }
}

/// Kept for this page alone: another link has another path.
fn place(name: &str) -> String {
    format!("{} {name}", window().location().pathname().unwrap_or_default())
}

fn keep(storage: &Storage) {
    let form = all::<HtmlFormElement>("#checkout-form").pop();
    let Some(values) = form.and_then(|form| FormData::new_with_form(&form).ok()) else { return };
    for control in all::<Element>(CONTROLS) {
        let name = control.get_attribute("name").unwrap_or_default();
        if let Some(value) = values.get(&name).as_string().filter(|_| name != "attempt") {
            let _ = storage.set_item(&place(&name), &value);
        }
    }
}

fn restore(storage: &Storage, control: &Element) {
    let place = place(&control.get_attribute("name").unwrap_or_default());
    let Ok(Some(kept)) = storage.get_item(&place) else { return };
    if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        if input.type_() != "radio" {
            input.set_value(&kept);
            let _ = storage.remove_item(&place);
        } else if input.value() == kept {
            input.click();
            let _ = storage.remove_item(&place);
        }
    } else if let Some(text) = control.dyn_ref::<HtmlTextAreaElement>() {
        text.set_value(&kept);
        let _ = storage.remove_item(&place);
    }
}
