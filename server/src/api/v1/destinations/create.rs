//! `POST /api/v1/destinations`

use axum::extract::State;
use domain::{
    FieldError,
    destination::{AccountNumber, Scheme},
};
use engine::destinations::NewDestination;
use serde_json::{Map, Value};

use super::{bank_type, show};
use crate::{
    Remit,
    api::{
        actor::Caller,
        body::Body,
        fields::Fields,
        once::Once,
        show::{Reply, created},
    },
    problem::Problem,
};

pub(super) async fn create(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    once: Once,
    Body(body): Body,
) -> Reply {
    let new = parse(body).map_err(Problem::invalid)?;
    once.run(
        &remit,
        &actor,
        async |engine| engine.create_destination(&actor, new).await,
        move |_, destination| created(show(actor.mode, destination)),
    )
    .await
}

fn parse(body: Map<String, Value>) -> Result<NewDestination, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut fields = Fields::new(body, &mut errors);
    let (name, holder) = (fields.required("name"), fields.required("holder"));
    let number = number(&mut fields);
    let country = fields.required("country");
    let bank_type = bank_type(&mut fields).flatten();
    let is_default = fields.flag("is_default").unwrap_or(false);
    fields.finish();
    match (name, holder, number, country) {
        (Some(name), Some(holder), Some(number), Some(country)) if errors.is_empty() => {
            Ok(NewDestination { name, holder, number, country, bank_type, is_default })
        }
        _ => Err(errors),
    }
}

/// `scheme` and `identification`, which only make sense together.
fn number(fields: &mut Fields<'_>) -> Option<AccountNumber> {
    fields.expect("scheme");
    let scheme = fields.change_with("scheme", |text| {
        text.parse::<Scheme>().map_err(|()| "use IBAN or SORT_CODE_ACCOUNT".to_owned())
    });
    let identification = fields.required::<String>("identification")?;
    match AccountNumber::parse(scheme.flatten()?, &identification) {
        Ok(number) => Some(number),
        Err(invalid) => {
            fields.refuse("identification", "invalid_identification", invalid);
            None
        }
    }
}
