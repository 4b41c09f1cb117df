//! Parts of a page that only the server renders: the browser puts them in place as they are. So what is
//! only to be read costs no code in the bundle, and looks the same whether it came with the document or later.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

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

/// A fragment in its place. What a person wrote stands in it escaped: it was rendered by the same macro as
/// everything else.
#[component]
pub fn Placed(fragment: Fragment) -> impl IntoView {
    view! { <div class="placed" inner_html=fragment.0></div> }
}

/// Places a fragment.
pub fn place(fragment: Fragment) -> AnyView {
    view! { <Placed fragment /> }.into_any()
}
