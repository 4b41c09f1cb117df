//! `/api/v1/redirect_urls`

mod create;
mod delete;
mod edit;
mod list;
mod view;

use domain::{Mode, id::RedirectUrlId, redirect_url::RedirectUrl};
use engine::redirect_urls::RegisteredUrl;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{
    api::{fields::Fields, show::moment},
    problem::Problem,
    routes::{Routes, get},
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/", get(list::list).post(create::create))
        .route("/{id}", get(view::view).patch(edit::edit).delete(delete::delete))
}

/// A registered URL as the API shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RedirectUrl")]
pub(in crate::api) struct Shown {
    id: RedirectUrlId,
    #[schemars(extend("const" = "redirect_url"))]
    object: &'static str,
    mode: Mode,
    url: String,
    created_at: String,
}

fn show(mode: Mode, registered: RegisteredUrl) -> Shown {
    Shown {
        id: registered.id,
        object: "redirect_url",
        mode,
        url: registered.url,
        created_at: moment(registered.created_at),
    }
}

/// The only field that is sent.
fn url(body: Map<String, Value>, mode: Mode) -> Result<RedirectUrl, Problem> {
    let mut errors = Vec::new();
    let mut fields = Fields::new(body, &mut errors);
    fields.expect("url");
    let url =
        fields.change_with("url", |text| RedirectUrl::parse(text, mode).map_err(|error| error.to_string()));
    fields.finish();
    url.flatten().filter(|_| errors.is_empty()).ok_or_else(|| Problem::invalid(errors))
}
