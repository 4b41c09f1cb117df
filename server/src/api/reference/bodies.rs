//! What is sent, as types whose fields are the API's. The handlers read bodies field by field, so that all
//! that is wrong is named at once; the contract tests hold both to each other.
#![expect(dead_code, reason = "only their shape is asked for")]

use std::marker::PhantomData;

use domain::{
    Currency, Locale, Tone,
    contact::{Email, Phone},
    destination::{BankType, Country, Scheme},
    id::{CustomerId, DestinationId},
    identifier::{HIGHEST_LIMIT, IdentifierKind, MOST},
    link::HIGHEST_MAX_USAGES,
    slug::Slug,
    text::{CustomerReference, Description, Metadata, Name, Reference, Title},
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::events;

/// What is paid to whom.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct NewPaymentDetails {
    /// Decimal, in the currency's own precision: `"150.00"` AED, `"1.500"` KWD, `"150"` JPY.
    #[schemars(regex(pattern = AMOUNT))]
    amount: String,
    currency: Currency,
    reference: Reference,
    /// Your default destination when left out.
    destination_id: Option<DestinationId>,
}

/// What is paid to whom; what is left out stays.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct PaymentDetailsOverrides {
    /// Decimal, in the currency's own precision.
    #[schemars(regex(pattern = AMOUNT))]
    amount: Option<String>,
    currency: Option<Currency>,
    reference: Option<Reference>,
    destination_id: Option<DestinationId>,
}

const AMOUNT: &str = r"^[0-9]+(\.[0-9]+)?$";

/// A field of the checkout.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct NewIdentifier {
    r#type: IdentifierKind,
    /// Names the value; derived from the type when left out.
    #[schemars(regex(pattern = "^[a-z0-9_]{1,40}$"))]
    key: Option<String>,
    /// The type's own label in the customer's language when left out.
    display_label: Option<String>,
    /// `MOBILE_PHONE` always is; the others are not unless you say so.
    required: Option<bool>,
    /// Most characters of a `TEXT`; 140 when left out.
    #[schemars(range(min = 1, max = HIGHEST_LIMIT))]
    limit: Option<u16>,
}

macro_rules! link {
    ($(#[$doc:meta])* $name:ident, $details:ty) => {
        $(#[$doc])*
        #[derive(JsonSchema)]
        #[schemars(deny_unknown_fields)]
        pub(super) struct $name {
            payment_details: $details,
            /// Your own public code; a random one when left out.
            slug: Option<Slug>,
            /// Your own name for it; customers never see it.
            name: Option<Name>,
            /// The headline that customers see.
            title: Option<Title>,
            /// What the payment is for, shown to customers.
            description: Option<Description>,
            /// What the checkout asks for, in this order. A `MOBILE_PHONE` is put first when it is left out.
            #[schemars(length(max = MOST))]
            identifiers: Option<Vec<NewIdentifier>>,
            /// How many payments it takes; 1,000 when left out.
            #[schemars(range(min = 1, max = HIGHEST_MAX_USAGES))]
            max_usages: Option<u32>,
            /// In the future.
            #[schemars(extend("format" = "date-time"))]
            expires_at: Option<String>,
            /// Where the result page leads who has paid. Must be registered.
            redirect_url: Option<String>,
            /// Where the result page leads who has not. Must be registered.
            cancel_url: Option<String>,
            customer_id: Option<CustomerId>,
            metadata: Option<Metadata>,
        }
    };
}

link! {
    /// A new link. Only the amount, the currency and the reference are needed.
    NewPaymentLink, NewPaymentDetails
}
link! {
    /// What the new link has of its own; the rest is as in the first.
    PaymentLinkOverrides, Option<PaymentDetailsOverrides>
}

/// What changes; what is left out stays, and `null` clears.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct PaymentLinkEdit {
    name: Option<Name>,
    title: Option<Title>,
    description: Option<Description>,
    /// Must be registered.
    redirect_url: Option<String>,
    /// Must be registered.
    cancel_url: Option<String>,
    metadata: Option<Metadata>,
    /// The other statuses come by themselves.
    #[schemars(extend("enum" = ["ACTIVE", "DISABLED", null]))]
    status: Option<String>,
}

/// A new customer. Only the name is needed.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct NewCustomer {
    name: Name,
    email: Option<Email>,
    phone: Option<Phone>,
    reference: Option<CustomerReference>,
    metadata: Option<Metadata>,
}

/// What changes; what is left out stays, and `null` clears all but the name.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, extend("required" = []))]
pub(super) struct CustomerEdit {
    name: Name,
    email: Option<Email>,
    phone: Option<Phone>,
    reference: Option<CustomerReference>,
    metadata: Option<Metadata>,
}

/// A new destination.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct NewDestination {
    name: Name,
    /// The holder of the account, as the bank knows them.
    holder: Name,
    scheme: Scheme,
    /// The account: an IBAN, or the 6 digits of a sort code and the 8 of an account. Spaces are ignored.
    #[schemars(length(min = 14))]
    identification: String,
    country: Country,
    /// Without it no link can use the destination.
    bank_type: Option<BankType>,
    is_default: Option<bool>,
}

/// What changes. Another account is another destination.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct DestinationEdit {
    name: Option<Name>,
    bank_type: Option<BankType>,
    is_default: Option<bool>,
}

/// A page of yours that a result page may lead to: `https`, or this computer in test mode.
#[derive(JsonSchema)]
#[schemars(rename = "RedirectUrlBody", deny_unknown_fields)]
pub(super) struct RedirectUrl {
    #[schemars(length(max = 2000))]
    url: String,
}

/// What changes of the account; what is left out stays, and `null` clears a contact, as long as there is another.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, extend("required" = []))]
pub(super) struct AccountEdit {
    name: Name,
    /// An IANA name, such as `Asia/Dubai`.
    time_zone: String,
    contact_email: Option<Email>,
    contact_phone: Option<Phone>,
    accent: Tone,
    notices: Option<NoticesEdit>,
}

/// What its owners and admins hear of by mail.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct NoticesEdit {
    payments: Option<bool>,
    trouble: Option<bool>,
    language: Option<Locale>,
}

/// Where webhooks go, and which.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct NewWebhookEndpoint {
    /// `https`, or plain `http` to this computer in test mode.
    #[schemars(length(max = 2000))]
    url: String,
    events: Subscription,
    description: Option<Description>,
}

/// What changes; what is left out stays.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct WebhookEndpointEdit {
    #[schemars(length(max = 2000))]
    url: Option<String>,
    events: Option<Subscription>,
    description: Option<Description>,
    /// `DISABLED` comes by itself.
    #[schemars(extend("enum" = ["ENABLED", "PAUSED", null]))]
    status: Option<String>,
}

/// From when on.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct WebhookRetryBody {
    since: String,
}

/// The types of events, or `["*"]` for all, also those of later versions.
pub(super) struct Subscription(PhantomData<()>);

impl JsonSchema for Subscription {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Subscription".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let mut words = events();
        words.push("*");
        json_schema!({
            "type": "array", "items": { "type": "string", "enum": words }, "minItems": 1,
            "description": "Types of events; `*` alone is all of them, also those of later versions",
        })
    }
}
