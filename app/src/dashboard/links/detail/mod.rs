//! One link: what it is, how to share it, what may be done with it, and who has paid.
//!
//! The cast: `facts` the numbers; `moves` what may be done; `share` the address and its code; `terms` what
//! was fixed when it was made; `usages` the payments; `usage` the drawer with one of them.

mod facts;
mod moves;
mod share;
mod terms;
mod usage;
mod usages;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use self::{facts::Facts, moves::Moves, share::Share, terms::Terms, usage::UsageDrawer, usages::Usages};
use super::{ALL, actions, model::LinkDetail, statuses::LinkBadge};
use crate::{
    dashboard::{failed::Failed, words::Words},
    error::AppError,
};

/// The link of this page, to be asked for again after it was changed.
type Loaded = Resource<Result<LinkDetail, AppError>>;

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
                    Ok(detail) => view! { <Detail detail link /> }.into_any(),
                    Err(error) => view! { <Failed error /> }.into_any(),
                }
            })}
        </Transition>
        <Usages link=id />
        <UsageDrawer link=id />
    }
}

#[component]
fn Detail(detail: LinkDetail, link: Loaded) -> impl IntoView {
    let texts = Words::get().links;
    let (name, status) = (detail.name.clone(), detail.status);
    view! {
        <Title text=name.clone() />
        <div class="top">
            <div>
                <p class="crumb"><a href=ALL>{texts.links}</a></p>
                <h1><bdi>{name}</bdi>" "<LinkBadge status /></h1>
            </div>
            <Moves detail=detail.clone() link />
        </div>
        <Facts detail=detail.clone() />
        <div class="two-cards">
            <Share detail=detail.clone() />
            <Terms detail />
        </div>
    }
}
