//! `/api/v1/destinations`

mod create;
mod delete;
mod edit;
mod list;
mod view;

use domain::{
    Mode,
    destination::{BankType, Country, Scheme},
    id::DestinationId,
};
use engine::destinations::Destination;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    api::show::moment,
    routes::{Routes, get},
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/", get(list::list).post(create::create))
        .route("/{id}", get(view::view).patch(edit::edit).delete(delete::delete))
}

/// A destination as the API shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Destination")]
pub(in crate::api) struct Shown {
    id: DestinationId,
    #[schemars(extend("const" = "destination"))]
    object: &'static str,
    mode: Mode,
    name: String,
    holder: String,
    scheme: Scheme,
    identification: String,
    country: Country,
    bank_type: Option<BankType>,
    is_default: bool,
    created_at: String,
    updated_at: String,
}

fn show(mode: Mode, destination: Destination) -> Shown {
    Shown {
        id: destination.id,
        object: "destination",
        mode,
        name: destination.name.to_string(),
        holder: destination.holder.to_string(),
        scheme: destination.number.scheme(),
        identification: destination.number.identification().to_owned(),
        country: destination.country,
        bank_type: destination.bank_type,
        is_default: destination.is_default,
        created_at: moment(destination.created_at),
        updated_at: moment(destination.updated_at),
    }
}

/// `bank_type`, which may be cleared.
fn bank_type(fields: &mut crate::api::fields::Fields<'_>) -> Option<Option<BankType>> {
    fields
        .change_with("bank_type", |text| text.parse().map_err(|()| "use RETAIL, SME or CORPORATE".to_owned()))
}
