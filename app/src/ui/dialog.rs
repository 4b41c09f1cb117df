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
    /// The dialog's id; a page that asks the same of several things says of which.
    fn dialog(&self, of: &str) -> String {
        let dash = if of.is_empty() { "" } else { "-" };
        format!("{}{dash}{of}-dialog", self.id)
    }
}

/// The button that opens the question. Both belong into the form that is sent.
#[component]
pub fn Opener<'q>(
    question: &'q Question,
    #[prop(optional)] class: &'static str,
    #[prop(optional)] of: String,
) -> impl IntoView + use<> {
    view! { <button class=format!("button {class}") type="button" popovertarget=question.dialog(&of)>{question.verb}</button> }
}

/// The question; what else has to be entered stands between it and the choice, and its first control has `autofocus`.
/// Where nothing has to be entered, focus goes to the way out.
#[component]
pub fn Dialog(
    question: Question,
    #[prop(optional)] of: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let dialog = question.dialog(&of);
    let (closes, title_id) = (dialog.clone(), format!("{dialog}-title"));
    let labelled = title_id.clone();
    let Question { title, text, verb, cancel, danger, .. } = question;
    let asks_only = children.is_none();
    view! {
        <div class="dialog" id=dialog popover="auto" role="dialog" aria-labelledby=labelled>
            <h2 id=title_id>{title}</h2>
            <p>{text}</p>
            {children.map(|children| children())}
            <div class="dialog-choice">
                <button class="button" type="button" popovertarget=closes popovertargetaction="hide" autofocus=asks_only>{cancel}</button>
                <button class="button" class:main=!danger class:danger=danger type="submit">{verb}</button>
            </div>
        </div>
    }
}

/// A form behind its question, with the button that opens it.
#[component]
pub fn Ask(
    question: Question,
    action: String,
    csrf: String,
    /// The class of the button.
    #[prop(optional)]
    class: &'static str,
    #[prop(optional)] of: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let opener = view! { <Opener question=&question class of=of.clone() /> };
    view! {
        <form method="post" action=action>
            <input type="hidden" name="csrf" value=csrf />
            {opener}
            {match children {
                Some(children) => view! { <Dialog question of children /> }.into_any(),
                None => view! { <Dialog question of /> }.into_any(),
            }}
        </form>
    }
}
