//! One link: what it is, how to share it, what may be done with it, and who has paid.
//!
//! The cast: `usages` the payments; `usage` the drawer with one of them. The link itself comes rendered.

mod usage;
mod usages;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use self::{usage::UsageDrawer, usages::Usages};
use super::{ListQuery, actions, model::NamedPage};
use crate::dashboard::{
    fragment::Placed,
    live::on_news,
    loaded::{Shape, ask, loaded},
    words::Words,
};

/// The page.
#[component]
pub fn DetailPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let link = ask(move || (id.get(), ListQuery::default()), |(id, _)| Box::pin(actions::link(id)));
    on_news(move || id.get(), move || link.refetch());
    view! {
        // Until there is a link, or when there is none.
        <Title text=Words::get().links.links />
        {loaded(link, Shape::Card, show_named)}
        <Usages link=id />
        <UsageDrawer link=id />
    }
}

/// Places what was rendered, and says its name in the title.
pub fn show_named(NamedPage { name, body }: NamedPage) -> AnyView {
    view! {
        <Title text=name />
        {Placed(body)}
    }
    .into_any()
}
