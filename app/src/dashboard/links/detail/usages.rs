//! The usages of a link, newest first. A row opens the drawer.

use domain::usage::UsageStatus;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::super::{
    ALL, actions,
    filters::{Choices, Filters},
    query::ListQuery,
};
use crate::{
    dashboard::{
        fragment::place,
        live::on_news,
        loaded::{Shape, ask, loaded},
        words::Words,
    },
    i18n::dashboard,
};

/// The section below a link. Filters and pages live in the address.
#[component]
pub fn Usages(link: Memo<String>) -> impl IntoView {
    let words = Words::get();
    let texts = words.links;
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(ListQuery::read));
    let open = Memo::new(move |_| params.with(|params| params.get("usage").unwrap_or_default()));
    let page = ask(move || (link.get(), query.get()), |(id, query)| Box::pin(actions::usages(id, query)));
    let statuses =
        UsageStatus::ALL.map(|status| (status.as_str(), dashboard::usage_status(words.locale, status)));
    let choices = Choices {
        search: texts.search_usages,
        label: texts.filter_usage_status,
        statuses: statuses.to_vec(),
    };
    on_news(move || link.get(), move || page.refetch());
    let path = Signal::derive(move || link.with(|id| format!("{ALL}/{id}")));
    // The row whose drawer is open is lit, also after the rows came anew.
    Effect::new(move || {
        page.track();
        let open = open.get();
        request_animation_frame(move || light(&open));
    });
    view! {
        <section class="usages" aria-labelledby="usages-title">
            <h2 id="usages-title">{texts.usages}</h2>
            <Filters query path choices />
            {loaded(page, Shape::Card, place)}
        </section>
    }
}

fn light(open: &str) {
    let document = document();
    let find = |selector: &str| document.query_selector(selector).ok().flatten();
    if let Some(row) = find("tr.at") {
        let _ = row.class_list().remove_1("at");
    }
    let plain = open.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if let Some(row) = plain.then(|| find(&format!("tr[data-usage='{open}']"))).flatten() {
        let _ = row.class_list().add_1("at");
    }
}
