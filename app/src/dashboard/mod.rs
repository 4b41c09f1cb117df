//! The dashboard: where a merchant creates links and watches them being paid.
//!
//! The cast: [`shell`] the document around every page, `layout` the frame with the menu, `login` the way
//! in, `links` the first area; `words` the language, `model` what pages share, `format` moments as people
//! read them, `failed` what stands where a page could not be made. An area has its pages, its `model` and
//! its `actions`, the only place with server functions.

mod actions;
mod failed;
#[cfg(feature = "ssr")]
mod format;
mod layout;
mod links;
mod login;
mod model;
#[cfg(feature = "ssr")]
mod shell;
mod words;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Redirect, Route, Router, Routes},
    path,
};

#[cfg(feature = "ssr")]
pub use shell::{AssetUrls, shell};

use self::{
    failed::NoSuchPage,
    layout::Layout,
    links::{create::CreatePage, detail::DetailPage, list::ListPage},
    login::LoginPage,
    words::Words,
};
use crate::ui::toast::{ToastView, Toasts};

/// Where signing in leads.
const HOME: &str = "/payments/links";

/// The whole dashboard. Every page is complete when the server sends it.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Words::of(words::chosen()));
    let toasts = Toasts::provide();
    view! {
        <Router>
            <Routes fallback=NoSuchPage>
                <Route path=path!("/login") view=LoginPage ssr=SsrMode::Async />
                <ParentRoute path=path!("") view=Layout ssr=SsrMode::Async>
                    <Route path=path!("/") view=Home ssr=SsrMode::Async />
                    <Route path=path!("/payments/links") view=ListPage ssr=SsrMode::Async />
                    <Route path=path!("/payments/links/new") view=CreatePage ssr=SsrMode::Async />
                    <Route path=path!("/payments/links/:id") view=DetailPage ssr=SsrMode::Async />
                </ParentRoute>
            </Routes>
        </Router>
        <ToastView toasts />
    }
}

#[component]
fn Home() -> impl IntoView {
    view! { <Redirect path=HOME /> }
}
