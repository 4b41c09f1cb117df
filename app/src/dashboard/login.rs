//! The way in: a plain form that needs no JavaScript. The server answers it.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{layout::Languages, words::Words};
use crate::ui::{
    alert::Alert,
    field::{Field, FieldIds},
    mark::Mark,
};

/// The sign-in page. `?error=` says what went wrong, `?next=` where to go afterwards.
#[component]
pub fn LoginPage() -> impl IntoView {
    let texts = Words::get().shared;
    let query = use_query_map();
    let (error, next) = (query.read_untracked().get("error"), query.read_untracked().get("next"));
    let trouble = error.map(|error| match error.as_str() {
        "throttled" => (texts.sign_in_throttled_title, texts.sign_in_throttled_text),
        _ => (texts.sign_in_wrong_title, texts.sign_in_wrong_text),
    });
    view! {
        <Title text=texts.sign_in />
        <main class="alone login">
            <p class="brand"><Mark letter="R".to_owned() />"Remit"</p>
            <form class="card login-form" method="post" action="/login">
                <h1>{texts.sign_in_title}</h1>
                {trouble.map(|(title, text)| view! { <Alert title=title.to_owned() text=text.to_owned() /> })}
                <Credentials />
                {next.map(|next| view! { <input type="hidden" name="next" value=next /> })}
                <button class="button main wide" type="submit">{texts.sign_in}</button>
                // A page of its own, which also knows whether this server sends mail.
                <a class="forgot" href="/forgot" rel="external">{texts.forgot}</a>
            </form>
            <Languages />
        </main>
    }
}

#[component]
fn Credentials() -> impl IntoView {
    let texts = Words::get().shared;
    let (email, password) = (FieldIds::of("email"), FieldIds::of("password"));
    let (email_id, password_id) = (email.control.clone(), password.control.clone());
    view! {
        <Field ids=email label=texts.email.to_owned() notes=().into_any()>
            <input class="control" id=email_id name="email" type="email" autocomplete="username" autocapitalize="none"
                spellcheck="false" dir="ltr" required />
        </Field>
        <Field ids=password label=texts.password.to_owned() notes=().into_any()>
            <input class="control" id=password_id name="password" type="password" autocomplete="current-password"
                dir="ltr" required />
        </Field>
    }
}
