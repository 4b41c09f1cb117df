//! Where a field is taken hold of: by a finger or a mouse that drags it, or by the arrow keys.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::{asked::GRIP_HINT, fields::Asked, focus, order::Drag, state::State, texts};
use crate::{
    i18n::fill,
    ui::icon::{self, Icon},
};

/// So near to an edge of the window, in pixels, a drag scrolls it.
const EDGE: i32 = 72;
/// And so far with each move of the pointer.
const SCROLL: i32 = 14;

/// The grip. Alone it has nothing to move.
#[component]
pub fn Grip(state: State, asked: Asked, list: NodeRef<html::Ol>) -> impl IntoView {
    let id = asked.ids("grip").control;
    let name = move || fill(texts().grip, &[("label", &asked.shown(state.words.locale))]);
    let take = move |event: ev::PointerEvent| {
        if event.button() != 0 {
            return;
        }
        if let Some(grip) = event.current_target().and_then(|grip| grip.dyn_into::<web_sys::Element>().ok()) {
            let _ = grip.set_pointer_capture(event.pointer_id());
        }
        let from = untrack(|| state.place(asked.id));
        let (held_at, rows) = (event.page_y(), rows(list));
        state.drag.set(Some(Drag { id: asked.id, held_at, moved: 0, from, rows }));
    };
    let drag = move |event: ev::PointerEvent| {
        if state.drag.with_untracked(Option::is_some) {
            let y = event.page_y();
            state.drag.update(|drag| {
                if let Some(drag) = drag {
                    drag.moved = y - drag.held_at;
                }
            });
            scroll_at_edges(event.client_y());
        }
    };
    let let_go = move |_| {
        if let Some(drag) = state.drag.try_update(Option::take).flatten() {
            state.put(drag.id, drag.to());
            focus::id_soon(&asked.ids("grip").control);
        }
    };
    view! {
        <button class="grip" type="button" id=id aria-label=name aria-describedby=GRIP_HINT
            hidden=move || state.asked.with(Vec::len) < 2
            on:pointerdown=take on:pointermove=drag on:pointerup=let_go
            on:pointercancel=move |_| state.drag.set(None)
            on:keydown=move |event| by_key(state, asked, &event)>
            <Icon path=icon::GRIP />
        </button>
    }
}

/// Arrows move it by one place, Home and End to the ends. Escape lets a drag go back.
fn by_key(state: State, asked: Asked, event: &ev::KeyboardEvent) {
    let place = untrack(|| state.place(asked.id));
    let to = match event.key().as_str() {
        "ArrowUp" => place.saturating_sub(1),
        "ArrowDown" => place + 1,
        "Home" => 0,
        "End" => usize::MAX,
        "Escape" => return state.drag.set(None),
        _ => return,
    };
    event.prevent_default();
    state.put(asked.id, to);
    // Moved in the document, it has lost the focus.
    focus::id_soon(&asked.ids("grip").control);
}

/// Top and height of every field.
fn rows(list: NodeRef<html::Ol>) -> Vec<(i32, i32)> {
    let Some(list) = list.get_untracked() else { return Vec::new() };
    let rows = list.children();
    let row = |place| rows.item(place)?.dyn_into::<web_sys::HtmlElement>().ok();
    (0..rows.length()).filter_map(row).map(|row| (row.offset_top(), row.offset_height())).collect()
}

fn scroll_at_edges(y: i32) {
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let step = match y {
        above if above < EDGE => -SCROLL,
        below if f64::from(below + EDGE) > height => SCROLL,
        _ => return,
    };
    window().scroll_by_with_x_and_y(0.0, f64::from(step));
}
