//! The sections of the form.

use leptos::{html, prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    super::{
        ALL, actions,
        draft::{CURRENCIES, field},
        model::FormStart,
    },
    FORM_ID, Submit,
    asked::AskedFields,
    inputs::{Control, Look, Notes, Pick, Text, described_by, ids},
    state::State,
    summary::Summary,
};
use crate::{
    dashboard::words::Words,
    i18n::fill,
    ui::{
        field::Field,
        select::{Choice, Select},
        toast::Toasts,
    },
};

/// The form. `from`: the link it is a copy of, or nothing.
#[component]
pub fn Form(state: State, start: StoredValue<FormStart>, from: String) -> impl IntoView {
    let texts = Words::get().links;
    let summary = NodeRef::<html::Div>::new();
    let form = NodeRef::<html::Form>::new();
    let send = sender(state, summary, from);
    let by_keys = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            if let Some(form) = form.get_untracked() {
                let _ = form.request_submit();
            }
        }
    };
    view! {
        <form id=FORM_ID class="sections" method="post" novalidate node_ref=form on:keydown=by_keys
            on:submit=move |event| { event.prevent_default(); send(); }>
            <Summary state node=summary />
            <section class="card section" aria-labelledby="section-payment">
                <h2 id="section-payment">{texts.section_payment}</h2>
                <Payment state start />
            </section>
            <section class="card section" aria-labelledby="section-customer">
                <h2 id="section-customer">{texts.section_customer}</h2>
                <p class="quiet">{texts.section_customer_text}</p>
                <AskedFields state />
            </section>
            <section class="card section" aria-labelledby="section-limits">
                <h2 id="section-limits">{texts.section_limits}</h2>
                <Limits state start />
            </section>
            <section class="card section" aria-labelledby="section-after">
                <h2 id="section-after">{texts.section_after}</h2>
                <After state start />
            </section>
            <section class="card section" aria-labelledby="section-own">
                <h2 id="section-own">{texts.section_own}</h2>
                <Own state start />
            </section>
            <p class="form-end"><Submit state /></p>
        </form>
    }
}

/// Sends the form once everything is right; otherwise shows what is not.
fn sender(state: State, summary: NodeRef<html::Div>, from: String) -> impl Fn() + Clone + 'static {
    let navigate = use_navigate();
    let (toasts, texts) = (Toasts::get(), Words::get().links);
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
        spawn_local(async move {
            let made = actions::create_link(draft, from).await;
            state.busy.set(false);
            match made {
                Ok(id) => {
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
    let texts = Words::get().links;
    let destinations = start.with_value(|start| start.destinations.clone());
    let (few, none) = (destinations.len() < 2, destinations.is_empty());
    view! {
        <div class="pair">
            <Amount state />
            <Text state name=field::REFERENCE label=texts.reference
                look=Look { hint: Some(texts.reference_hint), dir: Some("ltr"), ..Look::default() } />
        </div>
        <div class="pair">
            <Text state name=field::TITLE label=texts.title
                look=Look { optional: true, hint: Some(texts.title_hint), ..Look::default() } />
            <Pick state name=field::DESTINATION label=texts.paid_to choices=destinations
                hint=none.then_some(texts.no_destination).or(few.then_some(texts.paid_to_hint)) />
        </div>
        <Text state name=field::DESCRIPTION label=texts.description
            look=Look { optional: true, lines: true, ..Look::default() } />
    }
}

/// The amount with its currency before it.
#[component]
fn Amount(state: State) -> impl IntoView {
    let texts = Words::get().links;
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
    view! {
        <div class="field">
            <label for=ids.control.clone()>{texts.amount}</label>
            <div class="amount-field">
                <Select id="f-link-currency".to_owned() name="currency" choices=codes value=state.currency label=Some(texts.currency) />
                <Control state ids=ids.clone() name=field::AMOUNT.to_owned() entry=state.entry(field::AMOUNT) look />
            </div>
            <Notes ids entry=state.entry(field::AMOUNT) hint=None />
        </div>
    }
}

#[component]
fn Limits(state: State, start: StoredValue<FormStart>) -> impl IntoView {
    let texts = Words::get().links;
    let ids = ids(field::EXPIRES_AT);
    let (zone, earliest) = start.with_value(|start| (start.time_zone.clone(), start.earliest.clone()));
    let entry = state.entry(field::EXPIRES_AT);
    let hint = fill(texts.expires_hint, &[("zone", &zone)]);
    let described = described_by(&ids, true, entry);
    let notes = view! { <Notes ids=ids.clone() entry hint=Some(hint) /> }.into_any();
    let value = entry.value.get_untracked();
    view! {
        <div class="pair">
            <Text state name=field::MAX_USAGES label=texts.max_usages
                look=Look { mode: Some("numeric"), dir: Some("ltr"), hint: Some(texts.max_usages_hint), ..Look::default() } />
            <Field ids=ids.clone() label=texts.expires.to_owned() optional=Some(texts.optional) notes>
                <input class="control num" id=ids.control.clone() name=field::EXPIRES_AT type="datetime-local" min=earliest value=value
                    aria-describedby=described aria-invalid=move || entry.error.with(Option::is_some).then_some("true")
                    on:input=move |event| { entry.value.set(event_target_value(&event)); entry.error.set(None); } />
            </Field>
        </div>
    }
}

/// Where the result page leads.
#[component]
fn After(state: State, start: StoredValue<FormStart>) -> impl IntoView {
    let texts = Words::get().links;
    let urls = start.with_value(|start| start.redirect_urls.clone());
    if urls.is_empty() {
        return view! { <p class="quiet">{texts.no_redirect_urls}</p> }.into_any();
    }
    let choices = |none: &'static str| {
        let urls = urls.iter().map(|url| Choice::new(url.clone(), url.clone()));
        [Choice::new("", none)].into_iter().chain(urls).collect::<Vec<_>>()
    };
    view! {
        <div class="pair">
            <Pick state name=field::REDIRECT_URL label=texts.redirect_url optional=true
                choices=choices(texts.nowhere) hint=Some(texts.redirect_url_hint) />
            <Pick state name=field::CANCEL_URL label=texts.cancel_url optional=true
                choices=choices(texts.nowhere) hint=Some(texts.cancel_url_hint) />
        </div>
    }
    .into_any()
}

/// What only the merchant sees.
#[component]
fn Own(state: State, start: StoredValue<FormStart>) -> impl IntoView {
    let texts = Words::get().links;
    let prefix = start.with_value(|start| start.url_prefix.clone());
    let ids = ids(field::SLUG);
    let hint = move || {
        let slug = state.entry(field::SLUG).value.get();
        let slug = if slug.trim().is_empty() { "…".to_owned() } else { slug.trim().to_owned() };
        format!("{prefix}{slug}")
    };
    let notes = view! {
        <p class="hint" id=ids.hint.clone()>
            {texts.slug_hint}" "<bdi class="code slug-url">{hint}</bdi>
        </p>
        <Notes ids=ids.clone() entry=state.entry(field::SLUG) hint=None />
    };
    view! {
        <div class="pair">
            <Text state name=field::NAME label=texts.name
                look=Look { optional: true, hint: Some(texts.name_hint), ..Look::default() } />
            <Field ids=ids.clone() label=texts.slug.to_owned() optional=Some(texts.optional) notes=notes.into_any()>
                <Control state ids name=field::SLUG.to_owned() entry=state.entry(field::SLUG)
                    look=Look { dir: Some("ltr"), hint: Some(texts.slug_hint), ..Look::default() } />
            </Field>
        </div>
    }
}
