//! Statuses as badges: each of them always has the same word, shape and colour.

use domain::webhook::{DeliveryStatus, EndpointStatus};
use leptos::prelude::*;

use super::Standing;
use crate::{
    dashboard::words::Words,
    i18n::developers,
    ui::{badge::Badge, seal::Meaning},
};

#[component]
pub fn EndpointBadge(status: EndpointStatus) -> impl IntoView {
    let meaning = match status {
        EndpointStatus::Enabled => Meaning::Good,
        EndpointStatus::Paused => Meaning::Wait,
        EndpointStatus::Disabled => Meaning::Bad,
    };
    view! { <Badge meaning text=developers::webhooks(Words::get().locale).status(status) /> }
}

#[component]
pub fn DeliveryBadge(standing: Standing) -> impl IntoView {
    let Standing { status, attempts } = standing;
    let meaning = match status {
        DeliveryStatus::Pending | DeliveryStatus::Sending => Meaning::Wait,
        DeliveryStatus::Succeeded => Meaning::Good,
        DeliveryStatus::Failed => Meaning::Bad,
        DeliveryStatus::Skipped => Meaning::Off,
    };
    view! { <Badge meaning text=developers::deliveries(Words::get().locale).status(status, attempts) /> }
}
