//! `POST /api/v1/customers`

use axum::extract::State;
use domain::FieldError;
use engine::{customers::NewCustomer, shown::ShownCustomer};
use serde_json::{Map, Value};

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
        async |engine| engine.create_customer(&actor, new).await,
        |_, customer| created(ShownCustomer::new(customer)),
    )
    .await
}

fn parse(body: Map<String, Value>) -> Result<NewCustomer, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut fields = Fields::new(body, &mut errors);
    let name = fields.required("name");
    let (email, phone) = (fields.optional("email"), fields.optional("phone"));
    let (reference, metadata) = (fields.optional("reference"), fields.metadata().unwrap_or_default());
    fields.finish();
    match name {
        Some(name) if errors.is_empty() => Ok(NewCustomer { name, email, phone, reference, metadata }),
        _ => Err(errors),
    }
}
