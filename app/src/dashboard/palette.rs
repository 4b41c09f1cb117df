//! The palette and the list of keys. Both open by their buttons without a script, and Enter in the palette's field
//! leads to the list of links, narrowed to what was typed.

use domain::Locale;
use leptos::prelude::*;

use super::{
    customers,
    developers::{KEYS, webhooks},
    links::{ALL, NEW},
    words::Words,
};
use crate::{
    i18n::{dashboard::keys, developers},
    ui::icon::{self, Icon},
};

/// Something that a line of the palette leads to.
#[derive(Clone, Debug)]
pub struct Found {
    pub href: String,
    pub name: String,
    pub remark: String,
}

/// The pages whose name holds what was typed; all of them when nothing was.
pub fn pages(locale: Locale, typed: &str) -> Vec<Found> {
    let texts = keys(locale);
    let typed = typed.trim().to_lowercase();
    let pages = [
        (texts.all_links, ALL.to_owned(), ""),
        (texts.new_link, NEW.to_owned(), "N"),
        (texts.customers, customers::ALL.to_owned(), ""),
        (texts.new_customer, customers::NEW.to_owned(), ""),
    ];
    let area = developers::area(locale);
    let keys = (area.tab_keys, KEYS.to_owned(), "");
    let hooks = (area.tab_webhooks, webhooks::ALL.to_owned(), "");
    let events = (area.tab_events, webhooks::EVENTS.to_owned(), "");
    let active = (texts.active_links, format!("{ALL}?status=active"), "");
    let languages = Locale::ALL.into_iter().filter(|other| *other != locale);
    let languages = languages.map(|other| Found {
        // Relative to whichever page is open; the server adds what else is in the address.
        href: format!("?lang={}", other.tag()),
        name: other.own_name().to_owned(),
        remark: String::new(),
    });
    let pages = pages.into_iter().chain([active, keys, hooks, events]).map(|(name, href, key)| Found {
        href,
        name: name.to_owned(),
        remark: key.to_owned(),
    });
    pages.chain(languages).filter(|page| page.name.to_lowercase().contains(&typed)).collect()
}

/// The lines of the palette.
#[component]
pub fn FoundList(found: Vec<Found>) -> impl IntoView {
    if found.is_empty() {
        let none = keys(Words::get().locale).nothing_found;
        return view! { <p class="quiet palette-none">{none}</p> }.into_any();
    }
    let line = |Found { href, name, remark }: Found| {
        // The server has to remember a language: such a line loads the page anew.
        let rel = href.starts_with('?').then_some("external");
        view! {
            <li><a href=href rel=rel><bdi>{name}</bdi>" "<span class="faint">{remark}</span></a></li>
        }
    };
    view! { <ul class="found">{found.into_iter().map(line).collect_view()}</ul> }.into_any()
}

/// Both, and the buttons that open them.
#[component]
pub fn KeyboardWays() -> impl IntoView {
    let texts = keys(Words::get().locale);
    view! {
        <button class="palette-open" type="button" popovertarget="palette" aria-keyshortcuts="Control+K Meta+K">
            <Icon path=icon::SEARCH />
            <span>{texts.palette}</span>
            <kbd class="scripted" aria-hidden="true">"Ctrl K"</kbd>
        </button>
        <Palette />
        <Shortcuts />
    }
}

#[component]
fn Palette() -> impl IntoView {
    let locale = Words::get().locale;
    let (texts, close) = (keys(locale), Words::get().shared.close);
    view! {
        <div class="dialog palette" id="palette" popover="auto" role="dialog" aria-label=texts.palette>
            <form class="search" role="search" method="get" action=ALL>
                <Icon path=icon::SEARCH />
                <input class="control" type="search" name="q" autofocus autocomplete="off" spellcheck="false"
                    aria-label=texts.palette placeholder=texts.palette_hint />
            </form>
            <div data-found="" aria-live="polite"><FoundList found=pages(locale, "") /></div>
            <button class="sr" type="button" tabindex="-1" popovertarget="palette" popovertargetaction="hide">{close}</button>
        </div>
    }
}

#[component]
fn Shortcuts() -> impl IntoView {
    let (texts, close) = (keys(Words::get().locale), Words::get().shared.close);
    let rows = [
        (&["Ctrl", "K"][..], texts.key_palette),
        (&["/"], texts.key_search),
        (&["N"], texts.key_new),
        (&["↑", "↓"], texts.key_rows),
        (&["Enter"], texts.key_open),
        (&["Esc"], texts.key_close),
        (&["Ctrl", "Enter"], texts.key_send),
        (&["?"], texts.key_help),
    ];
    let row = |(keys, text): (&'static [&'static str], &'static str)| {
        let keys = keys.iter().map(|key| view! { <kbd>{*key}</kbd>" " }).collect_view();
        view! {
            <div>
                <dt dir="ltr">{keys}</dt>
                <dd>{text}</dd>
            </div>
        }
    };
    view! {
        <div class="dialog" id="shortcuts" popover="auto" role="dialog" aria-labelledby="shortcuts-title">
            <h2 id="shortcuts-title">{texts.shortcuts}</h2>
            <dl class="shortcuts">{rows.into_iter().map(row).collect_view()}</dl>
            <label class="scripted letters">
                <input type="checkbox" data-letters="" checked />
                {texts.letters}
            </label>
            <div class="dialog-choice">
                <button class="button" type="button" autofocus popovertarget="shortcuts" popovertargetaction="hide">{close}</button>
            </div>
        </div>
    }
}
