//! Mounts the dashboard: its pages and server functions, the two plain forms around a session, and the
//! plain forms and files of [`links`], those of [`customers`] and [`developers`]; [`once`] answers a form with a page of
//! its own; `form` reads one; [`notice`] lets the next page say what it has done; [`language`] keeps the rest of an
//! address when its language changes, `poster` is a link to print, [`recover`] the way to a new password.

mod customers;
mod developers;
mod form;
mod language;
mod links;
mod notice;
mod once;
mod poster;
mod recover;
mod sign_in;
mod sign_out;

use std::sync::LazyLock;

use app::dashboard::{App, AssetUrls, developers::Description, shell};
use axum::{
    extract::FromRef,
    middleware::{from_fn, from_fn_with_state},
};
use engine::auth::Session;
use http::{Method, request::Parts};
use leptos::{
    config::LeptosOptions,
    prelude::{provide_context, use_context},
    server_fn::axum::server_fn_paths,
};
use leptos_axum::{AxumRouteListing, LeptosRoutes as _, generate_route_list};

use crate::{
    Remit,
    api::described,
    routes::{Routes, get, post},
    session,
};

/// Leptos asks the state for its options; the names of our files come from the manifest instead.
impl FromRef<Remit> for LeptosOptions {
    fn from_ref(_: &Remit) -> Self {
        Self::builder().output_name("dashboard").build()
    }
}

/// Listed once for the process. To list them, Leptos renders the dashboard without a request; a page that
/// another server of the same process rendered meanwhile, as in tests, was seen to wait for ever.
static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(App));

pub(crate) fn routes(remit: &Remit) -> Routes {
    let pages = PAGES.clone();
    let context = {
        let remit = remit.clone();
        move || provide(&remit)
    };
    let paths: Vec<_> = pages.iter().map(|page| (Method::GET, page.path().to_owned())).collect();
    Routes::new()
        .note(paths)
        .note(server_fn_paths().map(|(path, method)| (method, path.to_owned())))
        .change(|router| router.leptos_routes_with_context(remit, pages, context, shell))
        .route("/payments/links/{id}/poster", get(poster::poster))
        .change(|router| {
            router
                .layer(from_fn(language::keep_query))
                .layer(from_fn_with_state(remit.clone(), session::admit))
        })
        .route("/login", post(sign_in::sign_in))
        .route("/logout", post(sign_out::sign_out))
        .merge(links::routes())
        .merge(customers::routes())
        .merge(recover::routes())
        .merge(developers::routes())
}

/// What pages and server functions find in their context.
fn provide(remit: &Remit) {
    let session = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Option<Session>>().cloned());
    provide_context(session.flatten());
    provide_context(remit.engine.clone());
    provide_context(Description(described::value()));
    provide_context(AssetUrls {
        css: remit.assets.url("dashboard.css"),
        js: remit.assets.url("dashboard.js"),
        wasm: remit.assets.url("dashboard.wasm"),
        new_link: remit.assets.url("new_link.wasm"),
        icon: remit.assets.url("favicon.svg"),
    });
}
