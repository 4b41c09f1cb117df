//! A question before something is done that cannot be taken back lightly. The browser's own dialog: it
//! keeps focus, closes on Esc and gives focus back.

use leptos::{html, prelude::*};

/// The words of a question.
#[derive(Clone)]
pub struct Question {
    pub title: String,
    pub text: String,
    /// The verb on the button that does it.
    pub confirm: &'static str,
    pub cancel: &'static str,
    /// It takes something away.
    pub danger: bool,
}

/// Asks while `open` is true; `on_confirm` runs when the answer is yes.
#[component]
pub fn Confirm(
    id: &'static str,
    open: RwSignal<bool>,
    question: Question,
    on_confirm: Callback<()>,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let Question { title, text, confirm, cancel, danger } = question;
    let (title_id, text_id) = (format!("{id}-title"), format!("{id}-text"));
    let yes = move |_| {
        open.set(false);
        on_confirm.run(());
    };
    view! {
        <dialog class="dialog" id=id node_ref=node aria-labelledby=title_id aria-describedby=text_id
            on:close=move |_| open.set(false)>
            <h2 id=title_id.clone()>{title}</h2>
            <p id=text_id.clone()>{text}</p>
            <div class="dialog-choice">
                <button class="button" type="button" on:click=move |_| open.set(false)>{cancel}</button>
                <button class="button" class:main=!danger class:danger=danger type="button" on:click=yes>{confirm}</button>
            </div>
        </dialog>
    }
}
