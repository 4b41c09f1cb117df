//! What may still change of a link: how it is called, and where its result pages lead.

use leptos::prelude::*;

use super::super::{super::ALL, LinkDetail};
use crate::{
    dashboard::words::Words,
    i18n::dashboard,
    ui::{
        dialog::{Dialog, Opener, Question},
        field::FieldIds,
    },
};

/// The form behind its button; it works without a script.
#[component]
pub fn EditLink(detail: LinkDetail, csrf: String) -> impl IntoView {
    let words = Words::get();
    let (texts, make) = (dashboard::moves(words.locale), dashboard::make(words.locale));
    let question = |verb| Question {
        id: "edit",
        verb,
        title: texts.edit_title,
        text: texts.edit_text.to_owned(),
        cancel: words.shared.cancel,
        danger: false,
    };
    let LinkDetail { id, own_name, title, description, redirect_url, cancel_url, redirect_urls, .. } = detail;
    let urls =
        [("redirect_url", make.redirect_url, redirect_url), ("cancel_url", make.cancel_url, cancel_url)];
    // Who has neither has nothing to choose.
    let leads = urls.map(|(name, label, chosen)| {
        let any = chosen.is_some() || !redirect_urls.is_empty();
        any.then(|| view! { <Pick name label urls=redirect_urls.clone() chosen /> })
    });
    let opening = question(texts.edit);
    let opener = view! { <Opener question=&opening /> };
    view! {
        <form method="post" action=format!("{ALL}/{id}/edit")>
            <input type="hidden" name="csrf" value=csrf />
            {opener}
            <Dialog question=question(texts.edit_save)>
                <Line name="name" label=make.name value=own_name.unwrap_or_default() hint=make.name_hint first=true />
                <Line name="title" label=make.title value=title.unwrap_or_default() />
                <Lines name="description" label=make.description value=description.unwrap_or_default() />
                {leads}
            </Dialog>
        </form>
    }
}

#[component]
fn Line(
    name: &'static str,
    label: &'static str,
    value: String,
    #[prop(optional)] hint: Option<&'static str>,
    #[prop(optional)] first: bool,
) -> impl IntoView {
    let ids = FieldIds::of(&format!("edit-{name}"));
    let (hint_id, described) = (ids.hint.clone(), hint.map(|_| ids.hint.clone()));
    view! {
        <div class="field">
            <label for=ids.control.clone()>{label}</label>
            <Was name value=value.clone() />
            <input class="control" id=ids.control name=name dir="auto" autocomplete="off" value=value autofocus=first
                aria-describedby=described />
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
        </div>
    }
}

#[component]
fn Lines(name: &'static str, label: &'static str, value: String) -> impl IntoView {
    let ids = FieldIds::of(&format!("edit-{name}"));
    view! {
        <div class="field">
            <label for=ids.control.clone()>{label}</label>
            <Was name value=value.clone() />
            <textarea class="control" id=ids.control name=name rows="3" dir="auto">{value}</textarea>
        </div>
    }
}

/// What the form has shown: only what differs from it is a change.
#[component]
fn Was(name: &'static str, value: String) -> impl IntoView {
    view! { <input type="hidden" name=format!("was_{name}") value=value /> }
}

/// One of the registered URLs, the one the link has, or none.
#[component]
fn Pick(
    name: &'static str,
    label: &'static str,
    mut urls: Vec<String>,
    #[prop(optional_no_strip)] chosen: Option<String>,
) -> impl IntoView {
    let ids = FieldIds::of(&format!("edit-{name}"));
    urls.extend(chosen.clone().filter(|chosen| !urls.contains(chosen)));
    let none = dashboard::moves(Words::get().locale).edit_no_url;
    let was = chosen.clone().unwrap_or_default();
    let options = urls.into_iter().map(|url| {
        let selected = chosen.as_ref() == Some(&url);
        view! { <option value=url.clone() selected=selected>{url.clone()}</option> }
    });
    view! {
        <div class="field">
            <label for=ids.control.clone()>{label}</label>
            <Was name value=was />
            <span class="select">
                <select class="control" id=ids.control name=name>
                    <option value="">{none}</option>
                    {options.collect_view()}
                </select>
            </span>
        </div>
    }
}
