//! A drawer at the side of a page for one thing of a list. The page behind it stays usable; Esc closes it.

use leptos::{ev, html, prelude::*};

use super::icon::{self, Icon};

/// A drawer; `back` is the address of the same page without it, for where there is no JavaScript.
#[component]
pub fn Drawer(
    label: &'static str,
    close: &'static str,
    back: String,
    on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Aside>::new();
    Effect::new(move || {
        if let Some(drawer) = node.get() {
            let _ = drawer.focus();
        }
        let listener = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape" && !event.default_prevented() && !dialog_is_open() {
                on_close.run(());
            }
        });
        on_cleanup(move || listener.remove());
    });
    view! {
        <aside class="drawer" aria-label=label tabindex="-1" node_ref=node>
            <a class="button icon-only drawer-close" href=back data-noscroll="true" aria-label=close title=close>
                <Icon path=icon::CROSS />
            </a>
            {children()}
        </aside>
    }
}

/// Esc belongs to a dialog before it belongs to the drawer.
fn dialog_is_open() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}
