//! News from the server: what is shown is asked for again when something happened that concerns it, and a
//! quiet word says when no news come through.
//!
//! One stream for all that a page shows, open only while somebody can see it: a browser opens few connections
//! to one host. It goes on where it was left, so what happened meanwhile is heard too.

mod stream;

use leptos::prelude::*;

use super::words::Words;
use crate::ui::icon::{self, Icon};

/// What the server says when too much happened to tell it one by one.
const ANEW: &str = r#"{"type":"reload"}"#;

/// Whether news come through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Live,
    Lost,
    Offline,
}

/// What was heard last.
#[derive(Clone, Copy)]
pub struct Live {
    /// Lines of JSON, as the server wrote them.
    news: RwSignal<String>,
    state: RwSignal<State>,
}

impl Live {
    /// Provides it to every page.
    pub fn provide() -> Self {
        let live = Self { news: RwSignal::new(String::new()), state: RwSignal::new(State::Live) };
        provide_context(live);
        live
    }

    /// Listens for as long as the document lives.
    pub fn listen(self) {
        Effect::new(move || stream::listen(self));
    }
}

/// Calls back whenever something happened to the object with this id; an empty one stands for any.
pub fn on_news(id: impl Fn() -> String + 'static, then: impl Fn() + 'static) {
    let Some(Live { news, .. }) = use_context::<Live>() else { return };
    Effect::new(move || {
        let concerned = news.with(|news| {
            // Ids are like nothing else in it, so the lines need not be read.
            !news.is_empty() && (news.contains(&untrack(&id)) || news.contains(ANEW))
        });
        if concerned {
            untrack(&then);
        }
    });
}

/// Says when no news come through, and why.
#[component]
pub fn LiveState(live: Live) -> impl IntoView {
    let texts = Words::get().shared;
    let said = move || match live.state.get() {
        State::Live => None,
        State::Lost => Some((icon::TURN, texts.not_live)),
        State::Offline => Some((icon::NO_NETWORK, texts.offline)),
    };
    view! {
        <p class="live-state" role="status">
            {move || said().map(|(path, text)| view! { <Icon path /><span>{text}</span> })}
        </p>
    }
}
