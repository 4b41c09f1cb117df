//! The sections of the form.

use leptos::{html, prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

use super::{
    super::{
        ALL,
        draft::{CURRENCIES, field},
        model::FormStart,
    },
    FORM_ID, Submit, actions,
    asked::AskedFields,
    customer::CustomerField,
    expiry::ExpiryField,
    inputs::{Control, Look, Notes, Pick, Text, ids},
    keep,
    slug::SlugField,
    state::{Placed, State},
    summary::Summary,
    texts,
};
use crate::ui::{
    select::{Choice, Select},
    toast::Toasts,
};

/// The form. `from`: the link it is a copy of, or nothing.
#[component]
pub fn Form(state: State, start: StoredValue<FormStart>, from: String) -> impl IntoView {
    let texts = texts();
    let summary = NodeRef::<html::Div>::new();
    let form = NodeRef::<html::Form>::new();
    let send = sender(state, summary, start, from);
    let by_keys = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            if let Some(form) = form.get_untracked() {
                let _ = form.request_submit();
            }
        }
    };
    Effect::new(move || take_typed(state));
    view! {
        <form id=FORM_ID class="sections" method="post" novalidate node_ref=form on:keydown=by_keys
            on:submit=move |event| { event.prevent_default(); send(); }>
            <Summary state node=summary />
            <Section id="section-payment" title=texts.section_payment>
                <Payment state start />
            </Section>
            <Section id="section-settings" title=texts.section_settings>
                <Settings state start />
            </Section>
            <Section id="section-customer" title=texts.section_customer>
                <p class="quiet">{texts.section_customer_text}</p>
                <AskedFields state />
            </Section>
            <Section id="section-after" title=texts.section_after>
                <After state />
            </Section>
            <p class="form-end"><Submit state /></p>
        </form>
    }
}

/// Takes what was typed before the page was live.
fn take_typed(state: State) {
    for Placed { control, entry, .. } in untrack(|| state.entries()) {
        let Some(control) = document().get_element_by_id(&control) else { continue };
        let typed = match control.dyn_ref::<HtmlInputElement>() {
            Some(input) => Some(input.value()),
            None => control.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value),
        };
        if let Some(typed) =
            typed.filter(|typed| !typed.is_empty() && entry.value.with_untracked(|now| now != typed))
        {
            entry.value.set(typed);
        }
    }
}

#[component]
fn Section(id: &'static str, title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="card section" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {children()}
        </section>
    }
}

/// Sends the form once everything is right; otherwise shows what is not.
fn sender(
    state: State,
    summary: NodeRef<html::Div>,
    start: StoredValue<FormStart>,
    from: String,
) -> impl Fn() + Clone + 'static {
    let navigate = use_navigate();
    let (toasts, texts) = (Toasts::get(), texts());
    let show_summary = move || {
        state.summary.set(true);
        request_animation_frame(move || {
            if let Some(summary) = summary.get_untracked() {
                let _ = summary.focus();
            }
        });
    };
    move || {
        if state.busy.get_untracked() {
            return;
        }
        state.trouble.set(None);
        if !state.check_all() {
            return show_summary();
        }
        state.busy.set(true);
        let (draft, from, navigate) = (untrack(|| state.draft()), from.clone(), navigate.clone());
        let attempt = start.with_value(|start| start.attempt.clone());
        spawn_local(async move {
            let made = actions::create_link(draft, from, attempt).await;
            state.busy.set(false);
            match made {
                Ok(id) => {
                    start.with_value(|start| keep::forget(&start.draft_key));
                    toasts.say(texts.link_created);
                    navigate(&format!("{ALL}/{id}"), NavigateOptions::default());
                }
                Err(error) => {
                    state.refuse(error);
                    show_summary();
                }
            }
        });
    }
}

#[component]
fn Payment(state: State, start: StoredValue<FormStart>) -> impl IntoView {
    let texts = texts();
    let (destinations, none) =
        (state.destinations(), state.destinations().choices.with_untracked(Vec::is_empty));
    view! {
        <div class="pair">
            <Amount state start />
            <Text state name=field::REFERENCE label=texts.reference
                look=Look { hint: Some(texts.reference_hint), dir: Some("ltr"), ..Look::default() } />
        </div>
        <Text state name=field::TITLE label=texts.title
            look=Look { optional: true, hint: Some(texts.title_hint), ..Look::default() } />
        <Text state name=field::DESCRIPTION label=texts.description
            look=Look { optional: true, lines: true, ..Look::default() } />
        <div class="pair">
            <Pick state name=field::DESTINATION label=texts.paid_to adder=destinations
                hint=Some(if none { texts.no_destination } else { texts.paid_to_hint }) />
            <CustomerField state start />
        </div>
    }
}

/// The amount with its currency before it, and why that is the one it is, until another is chosen.
#[component]
fn Amount(state: State, start: StoredValue<FormStart>) -> impl IntoView {
    let texts = texts();
    let ids = ids(field::AMOUNT);
    let look = Look { mode: Some("decimal"), dir: Some("ltr"), placeholder: Some("0.00"), ..Look::default() };
    let mut codes: Vec<_> = CURRENCIES.iter().map(|code| Choice::new(*code, *code)).collect();
    let own = state.currency.get_untracked();
    if !CURRENCIES.contains(&own.as_str()) {
        codes.insert(0, Choice::new(own.clone(), own));
    }
    Effect::watch(
        move || state.currency.get(),
        move |_, _, _| state.recheck(state.entry(field::AMOUNT)),
        false,
    );
    let why = move || {
        let (first, hint) =
            start.with_value(|start| (start.draft.currency.clone(), start.currency_hint.clone()));
        hint.filter(|_| state.currency.get() == first).map(|hint| view! { <p class="hint">{hint}</p> })
    };
    view! {
        <div class="field">
            <label for=ids.control.clone()>{texts.amount}</label>
            <div class="amount-field">
                <Select id="f-link-currency".to_owned() name="currency" choices=codes value=state.currency label=Some(texts.currency) />
                <Control state ids=ids.clone() name=field::AMOUNT.to_owned() entry=state.entry(field::AMOUNT) look />
            </div>
            {why}
            <Notes ids entry=state.entry(field::AMOUNT) hint=None />
        </div>
    }
}

/// How the link is called and where it is, how often it can be paid, and until when.
#[component]
fn Settings(state: State, start: StoredValue<FormStart>) -> impl IntoView {
    let texts = texts();
    view! {
        <div class="pair">
            <Text state name=field::NAME label=texts.name
                look=Look { optional: true, hint: Some(texts.name_hint), ..Look::default() } />
            <SlugField state start />
        </div>
        <div class="pair">
            <Text state name=field::MAX_USAGES label=texts.max_usages
                look=Look { mode: Some("numeric"), dir: Some("ltr"), hint: Some(texts.max_usages_hint), ..Look::default() } />
            <ExpiryField state start />
        </div>
    }
}

/// Where the result page leads.
#[component]
fn After(state: State) -> impl IntoView {
    let (texts, adder) = (texts(), state.redirect_urls());
    if adder.choices.with_untracked(Vec::is_empty) && !adder.offered() {
        return view! { <p class="quiet">{texts.no_redirect_urls}</p> }.into_any();
    }
    view! {
        <div class="pair">
            <Pick state name=field::REDIRECT_URL label=texts.redirect_url adder nowhere=texts.nowhere
                hint=Some(texts.redirect_url_hint) />
            <Pick state name=field::CANCEL_URL label=texts.cancel_url adder nowhere=texts.nowhere
                hint=Some(texts.cancel_url_hint) />
        </div>
    }
    .into_any()
}
