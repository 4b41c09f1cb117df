//! Parts of a page that only the server renders: the browser puts them in place as they are. So what is
//! only to be read costs no code in the bundle, and looks the same whether it came with the document or later.
//!
//! [`placed`] puts one into the page; a newer one takes its place by `morph`, which leaves alone what stays the same.

#[cfg(not(feature = "ssr"))]
mod morph;
mod placed;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

pub use placed::Placed;

/// HTML as the server has rendered it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fragment(pub String);

impl Fragment {
    /// Renders a part in a language.
    #[cfg(feature = "ssr")]
    pub fn render<V: IntoView>(words: super::words::Words, part: impl FnOnce() -> V) -> Self {
        Self(Owner::new().with(|| {
            provide_context(words);
            part().into_view().to_html()
        }))
    }
}

/// Places a fragment.
pub fn place(fragment: Fragment) -> AnyView {
    Placed(fragment).into_any()
}
