//! Payment links, the usages of them, and payments.

use domain::{
    access::Scope::{Read, WriteLinks},
    id::{CustomerId, LinkId},
    link::LinkStatus,
    payment::PaymentStatus,
    usage::UsageStatus,
};
use engine::shown::{ShownLink, ShownPayment};
use http::Method;
use serde_json::json;

use super::{
    super::{show::Gone, v1::usages::expand::Expanded},
    bodies::{NewPaymentLink, PaymentLinkEdit, PaymentLinkOverrides},
    examples,
    operation::{Operation, operation},
    parameters::{created, expand, of, text},
};

/// What a link may be refused for when it is made.
const NOT_MADE: [&str; 3] = ["redirect_url_not_registered", "destination_not_ready", "slug_taken"];

pub(super) fn operations() -> Vec<Operation> {
    let mut all = Vec::from(writing());
    all.extend(reading());
    all.extend(usages());
    all.extend(payments());
    all
}

fn writing() -> [Operation; 4] {
    [
        operation(Method::POST, "/payment_links", "create_payment_link", "Create a payment link", WriteLinks)
            .says("Only the amount, the currency and the reference are needed. Send customers the `url` of the answer.")
            .takes::<NewPaymentLink>(examples::new_link())
            .answers::<ShownLink>(201, examples::link())
            .refuses(&NOT_MADE),
        operation(Method::PATCH, "/payment_links/{id}", "edit_payment_link", "Change a payment link", WriteLinks)
            .says(
                "What is left out stays, and `null` clears. Amount, currency, reference, destination, identifiers, \
                 customer, `max_usages` and `expires_at` are fixed: duplicate the link to change them.",
            )
            .takes::<PaymentLinkEdit>(json!({ "status": "DISABLED" }))
            .answers::<ShownLink>(200, {
                let mut link = examples::link();
                link["status"] = json!("DISABLED");
                link
            })
            .refuses(&["immutable_field", "redirect_url_not_registered", "link_terminal", "conflict"]),
        operation(Method::DELETE, "/payment_links/{id}", "delete_payment_link", "Delete a payment link", WriteLinks)
            .says("For good. Its usages and payments stay readable.")
            .answers::<Gone>(200, examples::deleted_link())
            .refuses(&["conflict"]),
        operation(
            Method::POST,
            "/payment_links/{id}/duplicate",
            "duplicate_payment_link",
            "Create a link like another",
            WriteLinks,
        )
        .says("What the body has overrides what the first link says.")
        .may_take::<PaymentLinkOverrides>(json!({ "payment_details": { "reference": "INV-1043" } }))
        .answers::<ShownLink>(201, examples::link())
        .refuses(&NOT_MADE),
    ]
}

fn reading() -> [Operation; 2] {
    [
        operation(Method::GET, "/payment_links", "list_payment_links", "List payment links", Read)
            .says("Newest first.")
            .asks([
                of::<LinkStatus>("status", "Only those with this status"),
                text("q", "Found by an id, or by words of the reference, name, title, address or of what customers entered"),
                text("reference", "Only those with this reference"),
                of::<CustomerId>("customer_id", "Only those of this customer"),
            ])
            .asks(created())
            .lists::<ShownLink>(examples::link()),
        operation(Method::GET, "/payment_links/{id}", "get_payment_link", "Get a payment link", Read)
            .answers::<ShownLink>(200, examples::link()),
    ]
}

fn usages() -> [Operation; 2] {
    [
        operation(
            Method::GET,
            "/payment_links/{id}/usages",
            "list_payment_link_usages",
            "List the usages of a link",
            Read,
        )
        .says("Every payment attempt through the link, newest first.")
        .asks([
            of::<UsageStatus>("status", "Only those with this status"),
            text("q", "Found by any part of what was entered"),
            of::<CustomerId>("customer_id", "Only those of this customer"),
        ])
        .asks(created())
        .asks([expand()])
        .lists::<Expanded>(examples::usage()),
        operation(Method::GET, "/usages/{id}", "get_usage", "Get a usage", Read)
            .says("One payment attempt through a link.")
            .asks([expand()])
            .answers::<Expanded>(200, examples::usage()),
    ]
}

fn payments() -> [Operation; 2] {
    [
        operation(Method::GET, "/payments", "list_payments", "List payments", Read)
            .says("Payments at the bank, newest first.")
            .asks([
                of::<PaymentStatus>("status", "Only those with this status"),
                of::<LinkId>("payment_link_id", "Only those through this link"),
                text("reference", "Only those with this reference"),
                of::<CustomerId>("customer_id", "Only those of this customer"),
            ])
            .asks(created())
            .lists::<ShownPayment>(examples::payment()),
        operation(Method::GET, "/payments/{id}", "get_payment", "Get a payment", Read)
            .answers::<ShownPayment>(200, examples::payment()),
    ]
}
