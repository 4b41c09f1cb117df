//! One link: what it is, how to share it, what may be done with it, and who has paid.
//!
//! The cast: `moves` what may be done; `usages` the payments; `usage` the drawer with one of them. What is
//! only to be read comes rendered.

mod moves;
mod usage;
mod usages;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use self::{moves::Moves, usage::UsageDrawer, usages::Usages};
use super::{ALL, actions, model::LinkPage, placed::Placed};
use crate::{
    dashboard::{failed::Failed, words::Words},
    error::AppError,
};

/// The link of this page, to be asked for again after it was changed.
type Loaded = Resource<Result<LinkPage, AppError>>;

/// The page.
#[component]
pub fn DetailPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let link = Resource::new(move || id.get(), actions::link);
    view! {
        <Transition fallback=|| view! { <div class="card skeleton tall" aria-hidden="true"></div> }>
            {move || Suspend::new(async move {
                match link.await {
                    Ok(page) => view! { <Detail page link /> }.into_any(),
                    Err(error) => view! { <Failed error /> }.into_any(),
                }
            })}
        </Transition>
        <Usages link=id />
        <UsageDrawer link=id />
    }
}

#[component]
fn Detail(page: LinkPage, link: Loaded) -> impl IntoView {
    let texts = Words::get().links;
    let (name, heading, body) = (page.name.clone(), page.heading.0.clone(), page.body.clone());
    view! {
        <Title text=name />
        <div class="top">
            <div>
                <p class="crumb"><a href=ALL>{texts.links}</a></p>
                <h1 inner_html=heading></h1>
            </div>
            <Moves page link />
        </div>
        <Placed fragment=body />
    }
}
