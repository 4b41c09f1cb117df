//! What a link needs and is not there yet is added in a dialog over the form: an account to pay to, a redirect
//! URL, a customer. The server draws the fields and checks them; here they are sent, and what was made is chosen.

use leptos::{ev, html, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;

use super::{
    super::model::Added,
    actions, focus,
    state::{Entry, State},
    texts,
};
use crate::{
    dashboard::fragment::Fragment,
    i18n::dashboard,
    ui::{select::Choice, toast::Toasts},
};

/// A dialog that adds one kind of thing.
#[derive(Clone, Copy)]
pub struct Adder {
    pub kind: Kind,
    /// Everything there is to choose from.
    pub choices: RwSignal<Vec<Choice>>,
    /// Its fields as the server drew them; nothing when the person may not add.
    fields: StoredValue<Option<Fragment>>,
    /// Where what is made will be chosen.
    into: StoredValue<Option<Entry>>,
    dialog: NodeRef<html::Dialog>,
}

/// What can be added.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Destination,
    Url,
    Customer,
}

impl Kind {
    const fn id(self) -> &'static str {
        match self {
            Self::Destination => "add-destination-title",
            Self::Url => "add-url-title",
            Self::Customer => "add-customer-title",
        }
    }
}

impl Adder {
    pub fn new(kind: Kind, choices: Vec<Choice>, fields: Option<Fragment>) -> Self {
        Self {
            kind,
            choices: RwSignal::new(choices),
            fields: StoredValue::new(fields),
            into: StoredValue::new(None),
            dialog: NodeRef::new(),
        }
    }

    /// Whether this person may add.
    pub fn offered(self) -> bool {
        self.fields.with_value(Option::is_some)
    }

    /// Opens the dialog; what it makes is chosen in this field.
    pub fn open(self, into: Entry) {
        self.into.set_value(Some(into));
        if let Some(dialog) = self.dialog.get_untracked() {
            let _ = dialog.show_modal();
        }
    }

    fn close(self) {
        if let Some(dialog) = self.dialog.get_untracked() {
            dialog.close();
        }
    }

    /// What was made can be chosen everywhere, and is chosen where it was asked for.
    fn made(self, choices: Vec<Choice>, value: String) {
        self.choices.set(choices);
        if let Some(entry) = self.into.get_value() {
            entry.error.set(None);
            entry.value.set(value);
        }
        self.close();
    }
}

/// The dialog. It stands outside of the form of the link: forms do not nest.
#[component]
pub fn AddDialog(state: State, adder: Adder) -> impl IntoView {
    let Some(empty) = adder.fields.get_value() else { return ().into_any() };
    let (words, texts) = (state.words, state.texts());
    let fields = RwSignal::new(empty.0.clone());
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let toasts = Toasts::get();
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(form) = event.target().and_then(|form| form.dyn_into().ok()) else { return };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        trouble.set(None);
        let (entered, empty) = (entered(&form), empty.clone());
        spawn_local(async move {
            let added = match adder.kind {
                Kind::Destination => actions::add_destination(entered).await,
                Kind::Url => actions::add_url(entered).await,
                Kind::Customer => actions::add_customer(entered).await,
            };
            busy.set(false);
            match added {
                Ok(Added::Made { choices, value }) => {
                    adder.made(choices, value);
                    fields.set(empty.0);
                    toasts.say(texts.added);
                }
                Ok(Added::Wrong(again)) => {
                    fields.set(again.0);
                    focus::soon(".add-dialog[open] [aria-invalid]");
                }
                Err(error) => trouble.set(Some(dashboard::error(words.locale, &error.code).1.to_owned())),
            }
        });
    };
    view! {
        <dialog class="dialog add-dialog" aria-labelledby=adder.kind.id() node_ref=adder.dialog>
            <form class="add-form" method="dialog" novalidate on:submit=send>
                <div class="add-fields" inner_html=move || fields.get()></div>
                <p class="error" role="alert">{trouble}</p>
                <div class="dialog-choice">
                    <button class="button" type="button" on:click=move |_| adder.close()>{words.shared.cancel}</button>
                    <button class="button main" class:busy=busy type="submit">{texts.add}</button>
                </div>
            </form>
        </dialog>
    }
    .into_any()
}

/// Names and values of a form, as a browser would send them.
fn entered(form: &web_sys::HtmlFormElement) -> Vec<(String, String)> {
    let Ok(form) = web_sys::FormData::new_with_form(form) else { return Vec::new() };
    let pairs = js_sys::try_iter(&form).ok().flatten().into_iter().flatten().flatten();
    let text = |pair: &js_sys::Array, place| pair.get(place).as_string().unwrap_or_default();
    pairs.map(|pair| js_sys::Array::from(&pair)).map(|pair| (text(&pair, 0), text(&pair, 1))).collect()
}

/// The button below a choice that opens the dialog.
#[component]
pub fn AddButton(adder: Adder, into: Entry, choice: &'static str) -> impl IntoView {
    let text = match adder.kind {
        Kind::Destination => texts().add_destination,
        Kind::Url => texts().add_url,
        Kind::Customer => texts().add_customer,
    };
    // Several choices have a button of the same words.
    let label = format!("{text}: {choice}");
    adder.offered().then(|| {
        view! {
            <button class="link add" type="button" aria-label=label on:click=move |_| adder.open(into)>{text}</button>
        }
    })
}
