//! The pages with the form of a customer. It is a plain form: the server answers with this page again, every value
//! kept, when something is wrong.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::actions;
use crate::dashboard::{
    fragment::place,
    links::ListQuery,
    loaded::{Shape, ask, loaded},
    words::Words,
};

/// Of a new customer.
#[component]
pub fn NewCustomerPage() -> impl IntoView {
    view! {
        <Title text=Words::get().shared.new_customer />
        <FormOf id=String::new() />
    }
}

/// Of one that is there.
#[component]
pub fn EditCustomerPage() -> impl IntoView {
    let params = use_params_map();
    let id = params.with_untracked(|params| params.get("id").unwrap_or_default());
    view! {
        <Title text=Words::get().shared.edit_customer />
        <FormOf id />
    }
}

#[component]
fn FormOf(id: String) -> impl IntoView {
    let form =
        ask(move || (id.clone(), ListQuery::default()), |(id, _)| Box::pin(actions::customer_form(id)));
    loaded(form, Shape::Card, place)
}
