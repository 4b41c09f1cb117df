//! The dashboard: where a merchant creates links and watches them being paid.
//!
//! The cast: [`shell`] the document around every page, `layout` the frame with the menu and the `account`,
//! `keys` and `palette` the ways of a keyboard, `login` the way in, `notice` what a form has done, `links` the first area, `customers` those one sells to,
//! `developers` what programs need; `words` the language,
//! `fragment` what the server renders alone, `loaded` what waits for it, `live` the news it is changed by,
//! `format` moments as people read them, `desk` what
//! the server works with, `failed` what stands where a page
//! could not be made. An area has its pages, its `model` and its `actions`, the only place with server functions.

#[cfg(feature = "ssr")]
mod account;
mod actions;
mod customers;
#[cfg(feature = "ssr")]
mod desk;
pub mod developers;
mod failed;
#[cfg(feature = "ssr")]
mod format;
mod fragment;
mod keys;
mod layout;
mod lazy;
mod links;
mod live;
mod loaded;
mod login;
mod notice;
#[cfg(feature = "ssr")]
mod palette;
#[cfg(feature = "ssr")]
pub mod recover;
#[cfg(feature = "ssr")]
mod shell;
mod words;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Redirect, Route, Router},
    path,
};

#[cfg(feature = "ssr")]
pub use self::{
    customers::{ALL as CUSTOMERS, CustomerForm},
    links::{
        ALL as LINKS, filter_of_address, moment_of_form, poster, usage_filter_of_address, view_of_address,
    },
    notice::{COOKIE as NOTICE_COOKIE, Notice},
    shell::{AssetUrls, shell},
};
pub use self::{lazy::LazyPages, links::NEW as NEW_LINK};

use self::{
    customers::{
        detail::CustomerPage,
        form::{EditCustomerPage, NewCustomerPage},
        list::CustomersPage,
    },
    developers::{
        page::{KeysPage, OncePage, ReferencePage, ResourcePage},
        webhooks::page::{
            DeliveryPage, EditEndpointPage, EndpointPage, EndpointsPage, EventPage, EventsPage,
            MadeEndpointPage, NewEndpointPage, RotatedEndpointPage,
        },
    },
    failed::NoSuchPage,
    layout::Frame,
    lazy::NewLink,
    links::{create::CreatePage, detail::DetailPage, list::ListPage},
    live::Live,
    login::LoginPage,
    words::Words,
};
use crate::ui::toast::{ToastView, Toasts};

/// Where one signs in: the only page outside of the frame.
const LOGIN: &str = "/login";
/// Where the form that signs out is sent.
const LOGOUT: &str = "/logout";
/// Where signing in leads.
const HOME: &str = "/payments/links";

/// The whole dashboard. Every page is complete when the server sends it.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Words::of(words::chosen()));
    let toasts = Toasts::provide();
    let live = Live::provide();
    view! {
        <Router>
            <Frame live>
                <FlatRoutes fallback=NoSuchPage>
                    <Route path=path!("/login") view=LoginPage ssr=SsrMode::Async />
                    <Route path=path!("/") view=Home ssr=SsrMode::Async />
                    <Route path=path!("/payments/links") view=ListPage ssr=SsrMode::Async />
                    <Route path=path!("/payments/links/new") view=NewLink ssr=SsrMode::Async />
                    <Route path=path!("/payments/links/:id") view=DetailPage ssr=SsrMode::Async />
                    <Route path=path!("/customers") view=CustomersPage ssr=SsrMode::Async />
                    <Route path=path!("/customers/new") view=NewCustomerPage ssr=SsrMode::Async />
                    <Route path=path!("/customers/:id") view=CustomerPage ssr=SsrMode::Async />
                    <Route path=path!("/customers/:id/edit") view=EditCustomerPage ssr=SsrMode::Async />
                    <Route path=path!("/developers/keys") view=KeysPage ssr=SsrMode::Async />
                    <Route path=path!("/developers/keys/created") view=OncePage ssr=SsrMode::Async />
                    <Route path=path!("/developers/keys/:id/rotated") view=OncePage ssr=SsrMode::Async />
                    <Route path=path!("/developers/webhooks") view=EndpointsPage ssr=SsrMode::Async />
                    <Route path=path!("/developers/webhooks/new") view=NewEndpointPage ssr=SsrMode::Async />
                    <Route path=path!("/developers/webhooks/created") view=MadeEndpointPage ssr=SsrMode::Async />
                    <Route path=path!("/developers/webhooks/deliveries/:id") view=DeliveryPage ssr=SsrMode::Async />
                    <Route path=path!("/developers/webhooks/:id") view=EndpointPage ssr=SsrMode::Async />
                    <Route path=path!("/developers/webhooks/:id/edit") view=EditEndpointPage ssr=SsrMode::Async />
                    <Route path=path!("/developers/webhooks/:id/rotated") view=RotatedEndpointPage ssr=SsrMode::Async />
                    <Route path=path!("/developers/events") view=EventsPage ssr=SsrMode::Async />
                    <Route path=path!("/developers/events/:id") view=EventPage ssr=SsrMode::Async />
                    <Route path=path!("/developers/api") view=ReferencePage ssr=SsrMode::Async />
                    <Route path=path!("/developers/api/:id") view=ResourcePage ssr=SsrMode::Async />
                </FlatRoutes>
            </Frame>
        </Router>
        <ToastView toasts />
    }
}

/// The page at [`NEW_LINK`], for the entry crate to split off.
pub fn new_link() -> AnyView {
    view! { <CreatePage /> }.into_any()
}

#[component]
fn Home() -> impl IntoView {
    view! { <Redirect path=HOME /> }
}
