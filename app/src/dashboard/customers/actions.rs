//! What the browser may ask about customers. What is changed of them is sent by plain forms.

use leptos::prelude::*;

use crate::{
    codec::Json,
    csrf::Client,
    dashboard::{
        fragment::Fragment,
        links::{ListQuery, NamedPage},
    },
    error::AppError,
};

#[cfg(feature = "ssr")]
use super::{CustomerForm as SentForm, present::customer_filter};
#[cfg(feature = "ssr")]
use crate::dashboard::desk::{Desk, id, page_of};

/// One page of the customers.
#[server(prefix = "/actions", endpoint = "customers", input = Json, output = Json, client = Client)]
pub async fn customers(query: ListQuery) -> Result<Fragment, AppError> {
    let desk = Desk::open().await?;
    let filter = customer_filter(&query);
    let page = desk.engine.list_customers(&desk.actor, &filter, &page_of(&query)).await?;
    let total = desk.engine.count_customers(&desk.actor, &filter).await?;
    Ok(desk.customers_page(page, total, query))
}

/// One customer, and a page of its usages.
#[server(prefix = "/actions", endpoint = "customer", input = Json, output = Json, client = Client)]
pub async fn customer(customer: String, query: ListQuery) -> Result<NamedPage, AppError> {
    let desk = Desk::open().await?;
    let customer = desk.engine.get_customer(&desk.actor, id(&customer, "customer")?).await?;
    desk.customer_page(customer, query).await
}

/// The form of a customer, or of a new one when none is named; as it was sent, when that was refused.
#[server(prefix = "/actions", endpoint = "customer_form", input = Json, output = Json, client = Client)]
pub async fn customer_form(customer: String) -> Result<Fragment, AppError> {
    let desk = Desk::open().await?;
    let current = match customer.as_str() {
        "" => None,
        customer => Some(desk.engine.get_customer(&desk.actor, id(customer, "customer")?).await?),
    };
    desk.customer_form(current, use_context::<SentForm>())
}
