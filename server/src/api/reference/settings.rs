//! What a merchant keeps: customers, destinations, redirect URLs and the account.

use domain::access::Scope::{Read, WriteCustomers, WriteSettings};
use engine::shown::ShownCustomer;
use http::Method;
use serde_json::json;

use super::{
    super::{
        show::Gone,
        v1::{account, destinations, redirect_urls},
    },
    bodies::{AccountEdit, CustomerEdit, DestinationEdit, NewCustomer, NewDestination, RedirectUrl},
    examples,
    operation::{Operation, operation},
    parameters::{created, text},
};

pub(super) fn operations() -> Vec<Operation> {
    let mut all = Vec::from(customers());
    all.extend(destinations());
    all.extend(redirect_urls());
    all.extend(account());
    all
}

fn customers() -> [Operation; 5] {
    let body = || json!({ "name": "Lina Haddad", "email": "lina@example.com", "phone": "+971501234567", "reference": "CRM-42" });
    [
        operation(Method::POST, "/customers", "create_customer", "Create a customer", WriteCustomers)
            .says("A record of a person or a firm. Only the name is needed.")
            .takes::<NewCustomer>(body())
            .answers::<ShownCustomer>(201, examples::customer()),
        operation(Method::GET, "/customers", "list_customers", "List customers", Read)
            .says("Newest first.")
            .asks([
                text("q", "Found by id, name, email, phone and reference"),
                text("reference", "Only those with this reference"),
            ])
            .asks(created())
            .lists::<ShownCustomer>(examples::customer()),
        operation(Method::GET, "/customers/{id}", "get_customer", "Get a customer", Read)
            .answers::<ShownCustomer>(200, examples::customer()),
        operation(Method::PATCH, "/customers/{id}", "edit_customer", "Change a customer", WriteCustomers)
            .says("What is left out stays, and `null` clears all but the name.")
            .takes::<CustomerEdit>(json!({ "email": "lina@example.com" }))
            .answers::<ShownCustomer>(200, examples::customer())
            .refuses(&["conflict"]),
        operation(Method::DELETE, "/customers/{id}", "delete_customer", "Delete a customer", WriteCustomers)
            .says("All that the record says goes. Links and usages keep the bare id.")
            .answers::<Gone>(200, examples::deleted_customer())
            .refuses(&["conflict"]),
    ]
}

fn destinations() -> [Operation; 5] {
    use destinations::Shown;
    let body = json!({
        "name": "Main account", "holder": "Palm & Stone LLC", "scheme": "IBAN",
        "identification": "AE070331234567890123456", "country": "AE", "bank_type": "SME", "is_default": true,
    });
    [
        operation(Method::POST, "/destinations", "create_destination", "Create a destination", WriteSettings)
            .says("An account that receives money.")
            .takes::<NewDestination>(body)
            .answers::<Shown>(201, examples::destination())
            .refuses(&["conflict"]),
        operation(Method::GET, "/destinations", "list_destinations", "List destinations", Read)
            .lists::<Shown>(examples::destination()),
        operation(Method::GET, "/destinations/{id}", "get_destination", "Get a destination", Read)
            .answers::<Shown>(200, examples::destination()),
        operation(
            Method::PATCH,
            "/destinations/{id}",
            "edit_destination",
            "Change a destination",
            WriteSettings,
        )
        .says("Holder and account are fixed: another account is another destination.")
        .takes::<DestinationEdit>(json!({ "is_default": true }))
        .answers::<Shown>(200, examples::destination())
        .refuses(&["conflict"]),
        operation(
            Method::DELETE,
            "/destinations/{id}",
            "delete_destination",
            "Delete a destination",
            WriteSettings,
        )
        .says("Links that name it keep paying it. The default goes last.")
        .answers::<Gone>(200, examples::deleted_destination())
        .refuses(&["invalid_parameters", "conflict"]),
    ]
}

fn redirect_urls() -> [Operation; 5] {
    use redirect_urls::Shown;
    let body = || json!({ "url": "https://shop.example.com/thanks" });
    [
        operation(
            Method::POST,
            "/redirect_urls",
            "create_redirect_url",
            "Register a redirect URL",
            WriteSettings,
        )
        .says("A page of yours that a result page may lead to.")
        .takes::<RedirectUrl>(body())
        .answers::<Shown>(201, examples::redirect_url())
        .refuses(&["conflict"]),
        operation(Method::GET, "/redirect_urls", "list_redirect_urls", "List redirect URLs", Read)
            .lists::<Shown>(examples::redirect_url()),
        operation(Method::GET, "/redirect_urls/{id}", "get_redirect_url", "Get a redirect URL", Read)
            .answers::<Shown>(200, examples::redirect_url()),
        operation(
            Method::PATCH,
            "/redirect_urls/{id}",
            "edit_redirect_url",
            "Change a redirect URL",
            WriteSettings,
        )
        .takes::<RedirectUrl>(body())
        .answers::<Shown>(200, examples::redirect_url())
        .refuses(&["conflict"]),
        operation(
            Method::DELETE,
            "/redirect_urls/{id}",
            "delete_redirect_url",
            "Remove a redirect URL",
            WriteSettings,
        )
        .says("New links can name it no longer.")
        .answers::<Gone>(200, examples::deleted_redirect_url())
        .refuses(&["conflict"]),
    ]
}

fn account() -> [Operation; 2] {
    use account::Shown;
    [
        operation(Method::GET, "/account", "get_account", "Get the account", WriteSettings)
            .says("The key's account, with the secret of the signatures on the way back to your pages.")
            .answers::<Shown>(200, examples::account()),
        operation(Method::PATCH, "/account", "edit_account", "Change the account", WriteSettings)
            .says(
                "Who the merchant is to customers, and what its owners and admins hear of by mail; what is left out \
                 stays, and `null` clears a contact, as long as there is another. The account is one for both modes: a \
                 key for test mode changes what live customers see, too.",
            )
            .takes::<AccountEdit>(json!({
                "contact_email": "help@palm.example", "notices": { "payments": true, "language": "en" },
            }))
            .answers::<Shown>(200, examples::account())
            .refuses(&["conflict"]),
    ]
}
