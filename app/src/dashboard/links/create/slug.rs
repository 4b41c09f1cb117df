//! The link's own address: while it is typed, whether it is free is said and never in the way.

use std::time::Duration;

use domain::slug::Slug;
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::{draft::field, model::FormStart},
    actions,
    inputs::{Control, Look, Notes, ids},
    pause::Pause,
    state::{SlugSaid, State},
    texts,
};
use crate::ui::{
    field::Field,
    icon::{self, Icon},
};

/// How long a pause in typing asks.
const PAUSE: Duration = Duration::from_millis(350);

/// The field, with the whole address below it.
#[component]
pub fn SlugField(state: State, start: StoredValue<FormStart>) -> impl IntoView {
    let texts = texts();
    let prefix = start.with_value(|start| start.url_prefix.clone());
    let (ids, entry) = (ids(field::SLUG), state.entry(field::SLUG));
    ask_in_pauses(state);
    let random = move || entry.value.with(|slug| slug.trim().is_empty()).then_some(texts.slug_hint);
    let address = move || format!("{prefix}{}", shown(&entry.value.get()));
    let free = move || {
        state.slug.with(|said| *said == SlugSaid::Free).then(|| {
            view! {
                <p class="slug-good">
                    <Icon path=icon::CHECK />
                    <span>{texts.slug_free}</span>
                </p>
            }
        })
    };
    let notes = view! {
        <p class="hint" id=ids.hint.clone()>
            {random}" "<bdi class="code slug-url" dir="ltr">{address}</bdi>
        </p>
        <div class="notes" role="status">{free}</div>
        <Notes ids=ids.clone() entry hint=None />
    };
    view! {
        <Field ids=ids.clone() label=texts.slug.to_owned() optional=Some(texts.optional) notes=notes.into_any()>
            <Control state ids name=field::SLUG.to_owned() entry
                look=Look { dir: Some("ltr"), hint: Some(texts.slug_hint), ..Look::default() } />
        </Field>
    }
}

/// A slug as it stands in an address.
pub fn shown(slug: &str) -> String {
    let slug = slug.trim();
    if slug.is_empty() { "…".to_owned() } else { slug.to_owned() }
}

/// Says what is wrong with it, or asks the server, which alone knows what is taken.
fn ask_in_pauses(state: State) {
    let (entry, pause) = (state.entry(field::SLUG), Pause::new());
    let ask = move || {
        let slug = entry.value.get_untracked().trim().to_owned();
        if slug.parse::<Slug>().is_err() {
            return state.check(entry);
        }
        spawn_local(async move {
            let answer = actions::slug_free(slug.clone()).await;
            // Another may stand there by now, or no page any more.
            if entry.value.try_get_untracked().is_none_or(|now| now.trim() != slug) {
                return;
            }
            match answer {
                Ok(true) => state.slug.set(SlugSaid::Free),
                Ok(false) => {
                    state.slug.set(SlugSaid::Taken(slug));
                    state.check(entry);
                }
                // Making the link has the last word in any case.
                Err(_) => {}
            }
        });
    };
    Effect::new(move |before: Option<String>| {
        let slug = entry.value.get();
        if before.is_none_or(|before| before != slug) {
            state.slug.set(SlugSaid::Nothing);
            pause.stop();
            if !slug.trim().is_empty() {
                pause.start(PAUSE, ask);
            }
        }
        slug
    });
}
