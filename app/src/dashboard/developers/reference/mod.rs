//! The reference of the API, read from its description. Server only.
//!
//! The cast: [`document`] reads the description, [`json`] writes its examples, `start` is the first page, with
//! `samples` in several languages, and `resource` the page of one resource with its operations.

mod document;
mod json;
mod resource;
mod samples;
mod start;

use leptos::prelude::*;

pub use self::document::Description;

use self::{document::Document, resource::ResourceView, start::StartView};
use crate::{
    dashboard::{desk::Desk, fragment::Fragment},
    error::AppError,
};

impl Desk {
    /// The start of the reference; or one of its resources, by name.
    pub fn reference(&self, resource: &str) -> Result<Fragment, AppError> {
        let document = Document::read()?;
        if resource.is_empty() {
            let base = self.engine.base().to_owned();
            return Ok(self.show(|| view! { <StartView document base /> }));
        }
        let found = document.resource(resource).ok_or_else(|| AppError::not_found("page"))?;
        Ok(self.show(|| view! { <ResourceView resource=found /> }))
    }
}
