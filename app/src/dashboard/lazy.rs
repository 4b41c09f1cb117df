//! Pages whose code the browser loads when they are opened. The entry crate of the bundle says how: what is
//! marked `#[lazy]` here would be exported by the checkout's bundle too, with all that it needs.

use std::{future::Future, pin::Pin};

use leptos::prelude::*;

/// A page, once its code is there.
pub type LazyPage = fn() -> Pin<Box<dyn Future<Output = AnyView> + Send>>;

/// How to come by them.
#[derive(Clone, Copy)]
pub struct LazyPages {
    pub new_link: LazyPage,
}

impl LazyPages {
    /// The server has all code at hand.
    #[cfg(feature = "ssr")]
    fn get() -> Self {
        Self { new_link: || Box::pin(async { super::new_link() }) }
    }

    #[cfg(not(feature = "ssr"))]
    fn get() -> Self {
        expect_context()
    }
}

/// The form of a new link.
#[component]
pub fn NewLink() -> impl IntoView {
    let page = LazyPages::get().new_link;
    view! { <Transition>{Suspend::new(page())}</Transition> }
}
