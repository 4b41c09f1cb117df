//! What may be done with a link: edit, disable and enable, duplicate, delete. Each is a plain form behind a question
//! that the browser opens by itself, with what it means for customers who are paying right now.

use domain::link::{HIGHEST_MAX_USAGES, LinkStatus};
use leptos::prelude::*;

use super::{
    super::{
        super::{ALL, NEW},
        LinkDetail,
    },
    edit::EditLink,
};
use crate::{
    dashboard::words::Words,
    i18n::{dashboard, fill, format},
    ui::{
        dialog::{Ask, Question},
        field::FieldIds,
    },
};

#[component]
pub fn Moves(detail: LinkDetail, csrf: String) -> impl IntoView {
    let words = Words::get();
    let (texts, cancel) = (dashboard::moves(words.locale), words.shared.cancel);
    let duplicate = format!("{NEW}?from={}", detail.id);
    let change = match detail.status {
        LinkStatus::Active => Some(Question {
            id: "disable",
            verb: texts.disable,
            title: texts.disable_title,
            text: paying(&detail, texts.disable_text, texts.disable_text_paying),
            cancel,
            danger: false,
        }),
        LinkStatus::Disabled => Some(Question {
            id: "enable",
            verb: texts.enable,
            title: texts.enable_title,
            text: texts.enable_text.to_owned(),
            cancel,
            danger: false,
        }),
        LinkStatus::Expired | LinkStatus::Used => None,
    };
    let over = matches!(detail.status, LinkStatus::Expired | LinkStatus::Used);
    let succeed = (over && detail.successor.is_none()).then(|| Question {
        id: "succeed",
        verb: texts.succeed,
        title: texts.succeed_title,
        text: texts.succeed_text.to_owned(),
        cancel,
        danger: false,
    });
    let (most, zone, earliest) = (detail.counts.most, detail.zone.clone(), detail.earliest.clone());
    let delete = Question {
        id: "delete",
        verb: texts.delete,
        title: texts.delete_title,
        text: paying(&detail, texts.delete_text, texts.delete_text_paying),
        cancel,
        danger: true,
    };
    let LinkDetail { id, name, .. } = detail.clone();
    let action = move |verb: &str| format!("{ALL}/{id}/{verb}");
    view! {
        <div class="top-end">
            <EditLink detail csrf=csrf.clone() />
            {change.map(|question| view! { <Ask action=action(question.id) question csrf=csrf.clone() /> })}
            {succeed.map(|question| view! {
                <Ask action=action("succeed") question csrf=csrf.clone()>
                    <NewTerms most zone earliest />
                </Ask>
            })}
            <a class="button" href=duplicate>{texts.duplicate}</a>
            <Ask action=action("delete") question=delete csrf>
                <TypeName name />
            </Ask>
        </div>
    }
}

/// Customers who are at their bank right now.
fn paying(detail: &LinkDetail, none: &'static str, some: &'static str) -> String {
    match detail.counts.reserved {
        0 => none.to_owned(),
        count => fill(some, &[("count", &format::count(Words::get().locale, count.into()))]),
    }
}

/// What a successor has of its own.
#[component]
fn NewTerms(most: u32, zone: String, earliest: String) -> impl IntoView {
    let texts = dashboard::moves(Words::get().locale);
    let (count, expires) = (FieldIds::of("succeed-most"), FieldIds::of("succeed-expires"));
    let expires_label = fill(texts.succeed_expires, &[("zone", &zone)]);
    view! {
        <div class="field">
            <label for=count.control.clone()>{texts.succeed_most}</label>
            <input class="control num" id=count.control name="max_usages" type="number" inputmode="numeric" required autofocus
                min="1" max=HIGHEST_MAX_USAGES value=most />
        </div>
        <div class="field">
            <label for=expires.control.clone()>{expires_label}</label>
            <input class="control num" id=expires.control name="expires_at" type="datetime-local" min=earliest />
        </div>
    }
}

/// What is gone for good needs its name typed; the server compares it.
#[component]
fn TypeName(name: String) -> impl IntoView {
    let ids = FieldIds::of("delete-name");
    let text = fill(dashboard::moves(Words::get().locale).delete_type, &[("name", &name)]);
    view! {
        <div class="field">
            <label for=ids.control.clone()>{text}</label>
            <input class="control" id=ids.control name="name" autocomplete="off" spellcheck="false" dir="auto"
                required autofocus pattern=literally(&name) />
        </div>
    }
}

/// What has a meaning in a pattern. Nothing else may be escaped, or the browser takes no notice of the pattern.
const SYNTAX: &str = r"^$\.*+?()[]{}|/";

/// A pattern that only this text matches, as browsers read patterns (the `v` flag).
fn literally(text: &str) -> String {
    let escaped = |c: char| if SYNTAX.contains(c) { format!("\\{c}") } else { c.to_string() };
    text.chars().map(escaped).collect()
}

#[cfg(test)]
mod tests {
    use super::literally;

    #[test]
    fn a_name_is_no_pattern() {
        assert_eq!(literally("A.b (2)"), "A\\.b \\(2\\)");
        assert_eq!(literally("INV-1042, Lina's & co: €5"), "INV-1042, Lina's & co: €5");
    }
}
