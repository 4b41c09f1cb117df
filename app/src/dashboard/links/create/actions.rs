//! What the page of a new link may ask the server.

use leptos::prelude::*;

use super::super::{
    draft::Draft,
    model::{Added, FormStart, Picture, Screen},
};
use crate::{codec::Json, csrf::Client, error::AppError, ui::select::Choice};

#[cfg(feature = "ssr")]
use crate::dashboard::desk::{Desk, id};

/// What the form starts with; as a copy of another link, with what that one has; for a customer, with that one.
#[server(prefix = "/actions", endpoint = "start_draft", input = Json, output = Json, client = Client)]
pub async fn start_draft(from: String, customer: String) -> Result<FormStart, AppError> {
    let desk = Desk::open().await?;
    let original = match from.as_str() {
        "" => None,
        from => Some(desk.engine.get_link(&desk.actor, id(from, "payment link")?).await?),
    };
    desk.form_start(original, customer).await
}

/// A page as a draft would have it, in a customer's language.
#[server(prefix = "/actions", endpoint = "preview", input = Json, output = Json, client = Client)]
pub async fn preview(draft: Draft, locale: domain::Locale, screen: Screen) -> Result<Picture, AppError> {
    let desk = Desk::open().await?;
    Ok(desk.preview(&draft, locale, screen).await)
}

/// Whether no link has this slug. What cannot be one is nobody's to have.
#[server(prefix = "/actions", endpoint = "slug_free", input = Json, output = Json, client = Client)]
pub async fn slug_free(slug: String) -> Result<bool, AppError> {
    let desk = Desk::open().await?;
    let Ok(slug) = slug.parse() else { return Ok(false) };
    Ok(desk.engine.is_slug_free(&desk.actor, &slug).await?)
}

/// Adds an account to pay to, from the fields of its form.
#[server(prefix = "/actions", endpoint = "add_destination", input = Json, output = Json, client = Client)]
pub async fn add_destination(entered: Vec<(String, String)>) -> Result<Added, AppError> {
    let desk = Desk::open().await?;
    desk.add_destination(entered).await
}

/// Registers a redirect URL, from the field of its form.
#[server(prefix = "/actions", endpoint = "add_url", input = Json, output = Json, client = Client)]
pub async fn add_url(entered: Vec<(String, String)>) -> Result<Added, AppError> {
    let desk = Desk::open().await?;
    desk.add_url(entered).await
}

/// Adds a customer, from the fields of its form.
#[server(prefix = "/actions", endpoint = "add_customer", input = Json, output = Json, client = Client)]
pub async fn add_customer(entered: Vec<(String, String)>) -> Result<Added, AppError> {
    let desk = Desk::open().await?;
    desk.add_customer(entered).await
}

/// Customers to choose from.
#[server(prefix = "/actions", endpoint = "find_customers", input = Json, output = Json, client = Client)]
pub async fn find_customers(q: String) -> Result<Vec<Choice>, AppError> {
    let desk = Desk::open().await?;
    Ok(desk.customer_choices(&q).await?.0)
}

/// Makes a link, or a copy of another one that carries on what the form does not show. Its id; the same when the same
/// is sent again with the form's attempt.
#[server(prefix = "/actions", endpoint = "create_link", input = Json, output = Json, client = Client)]
pub async fn create_link(draft: Draft, from: String, attempt: String) -> Result<String, AppError> {
    let desk = Desk::open().await?;
    desk.create_link(&draft, &from, &attempt).await
}
