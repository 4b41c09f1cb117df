//! The phone of a customer who opens the link: every page they may come to, drawn by the checkout's own components
//! from what is typed. The server draws, so what the merchant sees is what the customer will get, and costs the
//! bundle nothing.

use std::time::Duration;

use domain::Locale;
use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;

use super::{
    super::{
        draft::field,
        model::{FormStart, Screen},
    },
    actions,
    pause::Pause,
    slug,
    state::State,
    texts,
};

/// How long a pause in typing draws it anew.
const PAUSE: Duration = Duration::from_millis(120);

/// What is looked at: places in [`Screen::ALL`], [`Locale::ALL`] and [`THEMES`].
#[derive(Clone, Copy)]
struct Seen {
    screen: RwSignal<Option<usize>>,
    locale: RwSignal<Option<usize>>,
    /// None before the browser has said which it prefers.
    theme: RwSignal<Option<usize>>,
}

const THEMES: [&str; 2] = ["light", "dark"];

impl Seen {
    fn new(locale: Locale) -> Self {
        let locale = Locale::ALL.into_iter().position(|own| own == locale);
        let theme = RwSignal::new(None);
        Effect::new(move || {
            let dark = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
            theme.set(Some(usize::from(dark.is_some_and(|dark| dark.matches()))));
        });
        Self { screen: RwSignal::new(Some(0)), locale: RwSignal::new(locale), theme }
    }

    fn screen(self) -> Screen {
        self.screen.get().and_then(|place| Screen::ALL.get(place).copied()).unwrap_or_default()
    }

    fn locale(self) -> Locale {
        self.locale.get().and_then(|place| Locale::ALL.get(place).copied()).unwrap_or_default()
    }
}

/// The phone, and what it can be made to show.
#[component]
pub fn PhonePreview(state: State, start: StoredValue<FormStart>) -> impl IntoView {
    let texts = texts();
    let seen = Seen::new(state.words.locale);
    let theme = move || seen.theme.get().and_then(|place| THEMES.get(place).copied());
    let screen = RwSignal::new(start.with_value(|start| start.preview.screen.0.clone()));
    let glass = NodeRef::<html::Div>::new();
    redraw(state, start, seen, screen, glass);
    let nowhere = move || {
        (seen.screen() == Screen::Button && state.text(field::REDIRECT_URL).is_empty())
            .then_some(texts.button_needs_url)
    };
    view! {
        <aside class="preview" id="link-preview" tabindex="-1" aria-label=texts.preview>
            <Switches seen />
            <p class="preview-note" role="status">{nowhere}</p>
            <div class="phone" data-theme=theme>
                <p class="phone-bar" dir="ltr">{move || address(state, start, seen)}</p>
                <div class="phone-screen" tabindex="0" role="group" aria-label=texts.preview_screen node_ref=glass
                    inner_html=move || screen.get()></div>
            </div>
        </aside>
    }
}

/// What stands in the browser's bar: the link's address, and of a result one that nobody chooses.
fn address(state: State, start: StoredValue<FormStart>, seen: Seen) -> String {
    let prefix = start.with_value(|start| start.url_prefix.clone());
    let bare = prefix.split_once("://").map_or(prefix.as_str(), |(_, bare)| bare).to_owned();
    match seen.screen() {
        Screen::Paid | Screen::Button => format!("{}u/…", bare.trim_end_matches("l/")),
        _ => bare + &slug::shown(&state.text(field::SLUG)),
    }
}

/// Asks for a new picture whenever what it shows has changed and typing pauses. Of several answers under
/// way only the latest counts; without an answer the last picture stays.
fn redraw(
    state: State,
    start: StoredValue<FormStart>,
    seen: Seen,
    screen: RwSignal<String>,
    glass: NodeRef<html::Div>,
) {
    let (pause, asked) = (Pause::new(), StoredValue::new(0_u32));
    let ask = move |draft, locale, page| {
        asked.update_value(|asked| *asked += 1);
        let this = asked.get_value();
        spawn_local(async move {
            if let Ok(picture) = actions::preview(draft, locale, page).await
                && asked.try_get_value() == Some(this)
            {
                screen.set(picture.screen.0);
                state.expires.set(picture.expires);
                request_animation_frame(move || scroll(glass, page));
            }
        });
    };
    Effect::new(move |before: Option<(Locale, Screen)>| {
        let (draft, now) = (state.draft(), (seen.locale(), seen.screen()));
        pause.stop();
        match before {
            // The first picture came with the form, unless that begins with a draft that was kept.
            None if start.with_value(|start| start.draft == draft) => {}
            Some(before) if before == now => pause.start(PAUSE, move || ask(draft, now.0, now.1)),
            // Another page or language is a press of a button: no pause to wait for.
            _ => ask(draft, now.0, now.1),
        }
        now
    });
}

/// Shows the choice of a bank, which stands further down; other pages from their beginning when they come up.
fn scroll(glass: NodeRef<html::Div>, page: Screen) {
    let Some(glass) = glass.try_get_untracked().flatten() else { return };
    let banks = || glass.query_selector(".banks").ok().flatten()?.dyn_into::<web_sys::HtmlElement>().ok();
    match page {
        Screen::Bank => glass.set_scroll_top(banks().map_or(0, |banks| banks.offset_top() - ABOVE)),
        Screen::Form => {}
        _ => glass.set_scroll_top(0),
    }
}

/// What stays visible above the banks, in pixels.
const ABOVE: i32 = 24;

#[component]
fn Switches(seen: Seen) -> impl IntoView {
    let texts = texts();
    let screens =
        [texts.screen_form, texts.screen_bank, texts.screen_full, texts.screen_paid, texts.screen_button];
    let languages = Locale::ALL.map(|own| (own.own_name(), Some(own.tag())));
    let plain = |names: &[&'static str]| names.iter().map(|name| (*name, None)).collect::<Vec<_>>();
    view! {
        <div class="switches scripted">
            {switch(texts.preview_page, "preview-page", plain(&screens), seen.screen)}
            <div class="switch-pair">
                {switch(texts.preview_language, "preview-language", languages.to_vec(), seen.locale)}
                {switch(texts.preview_theme, "preview-theme", plain(&[texts.light, texts.dark]), seen.theme)}
            </div>
        </div>
    }
}

/// One of a few by radio buttons in a row. Each has its words, and the language of those if it is another.
fn switch(
    legend: &'static str,
    name: &'static str,
    choices: Vec<(&'static str, Option<&'static str>)>,
    chosen: RwSignal<Option<usize>>,
) -> AnyView {
    let choice = |(place, (words, lang))| {
        view! {
            <label class="switch-choice">
                <input class="sr" type="radio" name=name prop:checked=move || chosen.get() == Some(place)
                    checked=chosen.get_untracked() == Some(place) on:change=move |_| chosen.set(Some(place)) />
                <span lang=lang>{words}</span>
            </label>
        }
    };
    let choices = choices.into_iter().enumerate().map(choice).collect_view();
    view! {
        <fieldset class="switch">
            <legend class="sr">{legend}</legend>
            {choices}
        </fieldset>
    }
    .into_any()
}
