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
use super::{ALL, ListQuery, actions, model::LinkPage};
use crate::dashboard::{
    fragment::Placed,
    loaded::{Asked, Shape, ask, loaded},
    words::Words,
};

/// The link of this page, to be asked for again after it was changed.
type Loaded = Asked<LinkPage>;

/// The page.
#[component]
pub fn DetailPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let link = ask(move || (id.get(), ListQuery::default()), |(id, _)| Box::pin(actions::link(id)));
    view! {
        {loaded(link, Shape::Card, move |page| view! { <Detail page link /> }.into_any())}
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
