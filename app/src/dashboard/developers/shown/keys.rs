//! The keys of the API.

use engine::auth::Overlap;
use leptos::prelude::*;

use super::{
    super::KEYS,
    head::{Head, Tab},
    key_form::Fields,
};
use crate::{
    dashboard::{format::When, words::Words},
    i18n::{developers, fill},
    ui::{
        dialog::{Ask, Question},
        empty::{Curl, Empty},
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
                <input type="radio" name="overlap" value=overlap.as_str()
                    checked=overlap == Overlap::default() autofocus=overlap == Overlap::default() />
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
