//! `/api/v1/payment_links`

mod create;
mod delete;
mod duplicate;
mod edit;
mod list;
mod parts;
mod usages;
mod view;

use engine::{links::Link, shown::ShownLink};

use crate::{
    Remit,
    routes::{Routes, get, post},
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/", get(list::list).post(create::create))
        .route("/{id}", get(view::view).patch(edit::edit).delete(delete::delete))
        .route("/{id}/duplicate", post(duplicate::duplicate))
        .route("/{id}/usages", get(usages::usages))
}

fn show(remit: &Remit, link: Link) -> ShownLink {
    ShownLink::new(link, remit.engine.now(), remit.engine.base())
}
