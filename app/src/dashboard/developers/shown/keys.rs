//! The keys of the API, and the form that makes one.

use domain::access::Scope;
use engine::auth::Overlap;
use leptos::prelude::*;

use super::{
    super::{
        KEYS,
        entry::{ACCESS, KeyEntry, NAME, SCOPE, SOME},
    },
    head::{Head, Tab},
};
use crate::{
    dashboard::{format::When, words::Words},
    i18n::{
        dashboard::text_error,
        developers::{self, KeysTexts},
        fill,
    },
    ui::{
        alert::Alert,
        dialog::{Ask, Question},
        empty::{Curl, Empty},
        field::{Field, FieldError, FieldIds},
        icon::{self, Icon},
    },
};

/// The list.
pub struct KeysPage {
    pub lead: &'static str,
    pub rows: Vec<KeyRow>,
    pub csrf: String,
    /// What tries a key.
    pub command: String,
}

/// A key, all but its secret.
pub struct KeyRow {
    pub id: String,
    pub name: String,
    /// `rk_test_…a1B2`.
    pub hint: String,
    pub scopes: Vec<&'static str>,
    pub created: When,
    pub used: Option<When>,
    pub ends: Option<When>,
}

/// All keys that work.
#[component]
pub fn KeysView(page: KeysPage) -> impl IntoView {
    let texts = developers::keys(Words::get().locale);
    let KeysPage { lead, rows, csrf, command } = page;
    let body = if rows.is_empty() {
        let curl = Curl { title: texts.use_title, command };
        view! {
            <div class="card">
                <Empty icon=icon::KEY title=texts.empty_title.to_owned() text=texts.empty_text.to_owned() curl=Some(curl)>
                    <Opens />
                </Empty>
            </div>
        }
        .into_any()
    } else {
        view! { <Table rows csrf=csrf.clone() /> }.into_any()
    };
    view! {
        <Head tab=Tab::Keys><Opens /></Head>
        <p class="lead">{lead}</p>
        {body}
        <div class="dialog" id="create-key" popover="auto" role="dialog" aria-labelledby="create-key-title">
            <h2 id="create-key-title">{texts.create_title}</h2>
            <Fields entry=None csrf />
        </div>
    }
}

/// Opens the form; the browser does it by itself.
#[component]
fn Opens() -> impl IntoView {
    let texts = developers::keys(Words::get().locale);
    view! {
        <button class="button main" type="button" popovertarget="create-key">
            <Icon path=icon::PLUS />
            {texts.create}
        </button>
    }
}

#[component]
fn Table(rows: Vec<KeyRow>, csrf: String) -> impl IntoView {
    let texts = developers::keys(Words::get().locale);
    let rows = rows.into_iter().map(|row| view! { <Row row csrf=csrf.clone() /> }).collect_view();
    view! {
        <div class="card sheet">
            <table class="table keys-table">
                <thead>
                    <tr>
                        <th scope="col">{texts.column_key}</th>
                        <th scope="col">{texts.column_scopes}</th>
                        <th scope="col">{texts.column_created}</th>
                        <th scope="col">{texts.column_used}</th>
                        <th scope="col">{texts.column_ends}</th>
                        <th scope="col"><span class="sr">{texts.column_moves}</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: KeyRow, csrf: String) -> impl IntoView {
    let texts = developers::keys(Words::get().locale);
    let KeyRow { id, name, hint, scopes, created, used, ends } = row;
    let scopes = scopes.into_iter().map(|scope| view! { <li>{scope}</li> }).collect_view();
    // A key that is on its way out has its successor already.
    let (rotates, key) = (ends.is_none(), id.clone());
    view! {
        <tr data-key=key>
            <td class="first">
                <bdi class="row-name">{name.clone()}</bdi>
                <span class="row-under"><span class="code" dir="ltr">{hint}</span></span>
            </td>
            <td data-label=texts.column_scopes><ul class="scopes">{scopes}</ul></td>
            <td data-label=texts.column_created>{moment(created)}</td>
            <td data-label=texts.column_used>{moment_or(used, texts.never_used)}</td>
            <td data-label=texts.column_ends>{moment_or(ends, texts.no_end)}</td>
            <td class="row-moves">
                {rotates.then(|| view! { <Rotate id=id.clone() name=name.clone() csrf=csrf.clone() /> })}
                <Revoke id name csrf />
            </td>
        </tr>
    }
}

fn moment(When { at, relative, iso, .. }: When) -> AnyView {
    view! {
        <time class="when" datetime=iso>
            <span class="num">{at}</span>
            <small>{relative}</small>
        </time>
    }
    .into_any()
}

/// A dash, read as the words, for none.
fn moment_or(at: Option<When>, none: &'static str) -> AnyView {
    match at {
        Some(at) => moment(at),
        None => view! { <span class="faint" title=none>"–"<span class="sr">{none}</span></span> }.into_any(),
    }
}

#[component]
fn Rotate(id: String, name: String, csrf: String) -> impl IntoView {
    let words = Words::get();
    let texts = developers::keys(words.locale);
    let question = Question {
        id: "rotate",
        title: texts.rotate_title,
        text: fill(texts.rotate_text, &[("name", &name)]),
        verb: texts.rotate,
        cancel: words.shared.cancel,
        danger: false,
    };
    let choice = |overlap: Overlap| {
        view! {
            <label class="check">
                <input type="radio" name="overlap" value=overlap.as_str() checked=overlap == Overlap::default() />
                {texts.overlap(overlap)}
            </label>
        }
    };
    view! {
        <Ask question action=format!("{KEYS}/{id}/rotated") csrf class="small" of=id>
            <fieldset class="choices stacked">
                <legend>{texts.overlap}</legend>
                {Overlap::ALL.map(choice).into_iter().collect_view()}
            </fieldset>
        </Ask>
    }
}

#[component]
fn Revoke(id: String, name: String, csrf: String) -> impl IntoView {
    let words = Words::get();
    let texts = developers::keys(words.locale);
    let question = Question {
        id: "revoke",
        title: texts.revoke_title,
        text: fill(texts.revoke_text, &[("name", &name)]),
        verb: texts.revoke,
        cancel: words.shared.cancel,
        danger: true,
    };
    view! { <Ask question action=format!("{KEYS}/{id}/revoke") csrf class="small" of=id /> }
}

/// The form on a page of its own, with what is wrong in it.
#[component]
pub fn KeyForm(entry: Option<KeyEntry>, csrf: String) -> impl IntoView {
    let texts = developers::keys(Words::get().locale);
    view! {
        <Head tab=Tab::Keys />
        <section class="card section once" aria-labelledby="create-key-title">
            <Alert title=texts.again_title.to_owned() text=texts.again_text.to_owned() />
            <h2 id="create-key-title">{texts.create_title}</h2>
            <Fields entry csrf />
        </section>
    }
}

/// The form. One that comes again marks what is wrong.
#[component]
fn Fields(entry: Option<KeyEntry>, csrf: String) -> impl IntoView {
    let words = Words::get();
    let texts = developers::keys(words.locale);
    let again = entry.is_some();
    let entry = entry.unwrap_or_default();
    let cancel = if again {
        view! { <a class="button" href=KEYS>{words.shared.cancel}</a> }.into_any()
    } else {
        view! {
            <button class="button" type="button" popovertarget="create-key" popovertargetaction="hide">
                {words.shared.cancel}
            </button>
        }
        .into_any()
    };
    view! {
        <form class="stack" method="post" action=format!("{KEYS}/created")>
            <input type="hidden" name="csrf" value=csrf />
            {name_field(&entry, again, texts)}
            {access(&entry, again, texts)}
            <div class="dialog-choice">
                {cancel}
                <button class="button main" type="submit">{texts.create}</button>
            </div>
        </form>
    }
}

fn name_field(entry: &KeyEntry, again: bool, texts: &'static KeysTexts) -> AnyView {
    let ids = FieldIds::of("key-name");
    let wrong = again.then(|| entry.name().err()).flatten();
    let wrong = wrong.map(|wrong| text_error(Words::get().locale, &wrong));
    let (id, hint, invalid) = (ids.control.clone(), ids.hint.clone(), wrong.as_ref().map(|_| "true"));
    let described = if wrong.is_some() { ids.error.clone() } else { ids.hint.clone() };
    let (error, value) = (ids.error.clone(), entry.name.clone());
    let notes = view! {
        <p class="hint" id=hint>{texts.name_hint}</p>
        {wrong.map(|text| view! { <FieldError id=error text /> })}
    }
    .into_any();
    view! {
        <Field ids label=texts.name.to_owned() optional=None notes>
            <input class="control" id=id name=NAME required maxlength="80" autocomplete="off" dir="auto"
                value=value aria-describedby=described aria-invalid=invalid />
        </Field>
    }
    .into_any()
}

/// Everything, or scopes one by one; these show once they are asked for.
fn access(entry: &KeyEntry, again: bool, texts: &'static KeysTexts) -> AnyView {
    let way = |value: &'static str, text: &'static str, checked: bool| {
        view! {
            <label class="check"><input type="radio" name=ACCESS value=value checked=checked />{text}</label>
        }
    };
    let scope = |scope: Scope| {
        let checked = entry.scopes.contains(&scope);
        view! {
            <label class="check">
                <input type="checkbox" name=SCOPE value=scope.as_str() checked=checked />
                {texts.scope(scope)}
            </label>
        }
    };
    let none = again && entry.scopes().is_empty();
    let error = none
        .then(|| view! { <FieldError id="key-scopes-error".to_owned() text=texts.no_scope.to_owned() /> });
    view! {
        <fieldset class="choices stacked access" aria-describedby=none.then_some("key-scopes-error")>
            <legend>{texts.access}</legend>
            {way("all", texts.access_all, !entry.some)}
            {way(SOME, texts.access_some, entry.some)}
            <div class="access-some">
                {Scope::ALL.map(scope).into_iter().collect_view()}
                {error}
            </div>
        </fieldset>
    }
    .into_any()
}

/// For whoever may not see keys.
#[component]
pub fn Closed() -> impl IntoView {
    let texts = developers::keys(Words::get().locale);
    view! {
        <Head tab=Tab::Keys />
        <div class="card">
            <Empty icon=icon::LOCK title=texts.closed_title.to_owned() text=texts.closed_text.to_owned() curl=None>
                ""
            </Empty>
        </div>
    }
}
