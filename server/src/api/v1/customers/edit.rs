//! `PATCH /api/v1/customers/{id}`

use axum::extract::State;
use domain::id::CustomerId;
use engine::{customers::CustomerEdit, shown::ShownCustomer};

use crate::{
    Remit,
    api::{
        actor::Caller,
        body::Body,
        fields::Fields,
        once::Once,
        show::{Reply, ok},
    },
    path::Id,
    problem::Problem,
};

pub(super) async fn edit(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    once: Once,
    Id(id): Id<CustomerId>,
    Body(body): Body,
) -> Reply {
    let mut errors = Vec::new();
    let mut fields = Fields::new(body, &mut errors);
    let edit = CustomerEdit {
        name: fields.kept("name"),
        email: fields.change("email"),
        phone: fields.change("phone"),
        reference: fields.change("reference"),
        metadata: fields.metadata(),
    };
    fields.finish();
    if !errors.is_empty() {
        return Err(Problem::invalid(errors));
    }
    once.run(
        &remit,
        &actor,
        async |engine| engine.edit_customer(&actor, id, edit).await,
        |_, customer| ok(ShownCustomer::new(customer)),
    )
    .await
}
