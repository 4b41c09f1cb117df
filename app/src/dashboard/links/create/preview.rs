//! The phone of a customer who opens the link: drawn by the checkout's own components from what is typed.
//! The server draws it, so what the merchant sees is what the customer will get, and costs the bundle nothing.

use std::time::Duration;

use domain::Locale;
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};

use super::{
    super::{actions, model::FormStart},
    state::State,
};
use crate::{
    dashboard::words::Words,
    ui::icon::{self, Icon},
};

/// How long a pause in typing draws it anew.
const PAUSE: Duration = Duration::from_millis(120);

/// The phone, in the customer's language and theme.
#[component]
pub fn PhonePreview(state: State, start: StoredValue<FormStart>) -> impl IntoView {
    let texts = Words::get().links;
    let locale = RwSignal::new(Words::get().locale);
    let dark = RwSignal::new(None::<bool>);
    let theme = move || dark.get().map(|dark| if dark { "dark" } else { "light" });
    let screen = RwSignal::new(start.with_value(|start| start.preview.0.clone()));
    redraw(state, locale, screen);
    view! {
        <aside class="preview" aria-label=texts.preview>
            <Tabs locale dark />
            <div class="phone" data-theme=theme>
                <div class="phone-screen" tabindex="0" role="group" aria-label=texts.preview_screen
                    inner_html=move || screen.get()></div>
            </div>
        </aside>
    }
}

/// Asks for a new picture whenever what it shows has changed and typing pauses. Of several answers under
/// way only the latest counts; without an answer the last picture stays.
fn redraw(state: State, locale: RwSignal<Locale>, screen: RwSignal<String>) {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let asked = StoredValue::new(0_u32);
    let stop = move || {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    let ask = move |draft, locale| {
        asked.update_value(|asked| *asked += 1);
        let this = asked.get_value();
        spawn_local(async move {
            if let Ok(fragment) = actions::preview(draft, locale).await
                && asked.try_get_value() == Some(this)
            {
                screen.set(fragment.0);
            }
        });
    };
    // The first picture came with the form.
    let drawn = StoredValue::new(None::<Locale>);
    Effect::new(move || {
        let (draft, locale) = (state.draft(), locale.get());
        stop();
        match drawn.get_value() {
            None => {}
            // Another language is a press of a button: no pause to wait for.
            Some(before) if before != locale => ask(draft, locale),
            Some(_) => waiting.set_value(set_timeout_with_handle(move || ask(draft, locale), PAUSE).ok()),
        }
        drawn.set_value(Some(locale));
    });
    on_cleanup(stop);
}

#[component]
fn Tabs(locale: RwSignal<Locale>, dark: RwSignal<Option<bool>>) -> impl IntoView {
    let texts = Words::get().links;
    let tabs = Locale::ALL.map(|own| {
        let pressed = move || if locale.get() == own { "true" } else { "false" };
        view! {
            <button type="button" class="tab" lang=own.tag() aria-pressed=pressed on:click=move |_| locale.set(own)>
                {own.own_name()}
            </button>
        }
    });
    let pressed = move || if dark.get() == Some(true) { "true" } else { "false" };
    let turn = move |_| dark.update(|dark| *dark = Some(*dark != Some(true)));
    view! {
        <div class="tabs scripted">
            {tabs.into_iter().collect_view()}
            <button type="button" class="tab" aria-pressed=pressed on:click=turn>
                <Icon path=icon::MOON />
                {texts.dark}
            </button>
        </div>
    }
}
