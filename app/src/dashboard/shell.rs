//! The document around every dashboard page, with the headers that only it can know.

use http::{HeaderName, HeaderValue, header, request::Parts};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_axum::ResponseOptions;
use leptos_meta::MetaTags;

use super::App;
use crate::session;

/// URLs of what the dashboard loads; the server provides them from its manifest.
#[derive(Clone, Debug, Default)]
pub struct AssetUrls {
    pub css: String,
    pub js: String,
    /// Loaded by the script; named so that the browser can start early.
    pub wasm: String,
    /// What the page of a new link needs beside it.
    pub new_link: String,
    pub icon: String,
}

/// The document.
pub fn shell() -> impl IntoView {
    let locale = session::locale();
    let AssetUrls { css, js, wasm, new_link, icon } = use_context().unwrap_or_default();
    let opens_form = use_context::<Parts>().is_some_and(|parts| parts.uri.path() == super::NEW_LINK);
    let modules = [Some(wasm), opens_form.then_some(new_link)].into_iter().flatten().map(|module| {
        view! { <link rel="preload" r#as="fetch" r#type="application/wasm" crossorigin="anonymous" media="(scripting: enabled)" href=module /> }
    });
    let session = session::find_session();
    // News are told from here on: the page is read after this moment.
    let now = session::engine().map(|engine| engine.now().millis().to_string()).unwrap_or_default();
    let mode = session.as_ref().map(|session| session.mode.as_str());
    set_headers();
    view! {
        <!DOCTYPE html>
        <html lang=locale.tag() dir=locale.direction() data-mode=mode data-now=now data-csrf=session.map(|session| session.csrf)>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex" />
                <meta name="format-detection" content="telephone=no" />
                <link rel="icon" href=icon type="image/svg+xml" />
                <link rel="stylesheet" href=css />
                <link rel="modulepreload" href=js.clone() />
                {modules.collect_view()}
                <script type="module" src=js></script>
                <MetaTags />
            </head>
            <body class="dashboard">
                <App />
            </body>
        </html>
    }
}

/// What a page may load, tied to this reply's nonce; and the language, remembered when it was asked for.
fn set_headers() {
    let (Some(response), Some(parts)) = (use_context::<ResponseOptions>(), use_context::<Parts>()) else {
        return;
    };
    let nonce = use_nonce().map_or_else(String::new, |nonce| format!(" 'nonce-{nonce}'"));
    let policy = format!(
        "default-src 'none'; script-src 'self'{nonce} 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    let set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.insert_header(name, value);
        }
    };
    set(header::CONTENT_SECURITY_POLICY, &policy);
    set(header::CACHE_CONTROL, "no-store");
    if let Some(locale) = session::asked_locale(parts.uri.query())
        && let Ok(cookie) = HeaderValue::from_str(&format!(
            "{}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly",
            session::LANGUAGE_COOKIE,
            locale.tag()
        ))
    {
        response.append_header(header::SET_COOKIE, cookie);
    }
}
