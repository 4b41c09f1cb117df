//! A question before a form is sent that does something not to be taken back lightly. The browser opens and
//! closes it, keeps Esc for it and gives focus back; nothing of it is code.

use leptos::prelude::*;

/// The words of a question.
pub struct Question {
    /// Names the dialog on its page.
    pub id: &'static str,
    pub title: &'static str,
    pub text: String,
    /// The verb on the button that opens it, and on the one that does it.
    pub verb: &'static str,
    pub cancel: &'static str,
    /// It takes something away.
    pub danger: bool,
}

impl Question {
    fn dialog(&self) -> String {
        format!("{}-dialog", self.id)
    }
}

/// The button that opens the question. Both belong into the form that is sent.
#[component]
pub fn Opener<'q>(question: &'q Question, #[prop(optional)] class: &'static str) -> impl IntoView + use<> {
    view! { <button class=format!("button {class}") type="button" popovertarget=question.dialog()>{question.verb}</button> }
}

/// The question; what else has to be entered stands between it and the choice.
#[component]
pub fn Dialog(question: Question, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let (dialog, closes) = (question.dialog(), question.dialog());
    let (title_id, labelled) = (format!("{}-title", question.id), format!("{}-title", question.id));
    let Question { title, text, verb, cancel, danger, .. } = question;
    view! {
        <div class="dialog" id=dialog popover="auto" role="dialog" aria-labelledby=labelled>
            <h2 id=title_id>{title}</h2>
            <p>{text}</p>
            {children.map(|children| children())}
            <div class="dialog-choice">
                <button class="button" type="button" popovertarget=closes popovertargetaction="hide">{cancel}</button>
                <button class="button" class:main=!danger class:danger=danger type="submit">{verb}</button>
            </div>
        </div>
    }
}
