//! What the API's description says of the types that are written as text: their patterns and bounds, beside
//! what the checks of those types accept.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::{
    Currency,
    contact::{Email, Phone},
    destination::Country,
    event::EventType,
    id::{
        AccountId, CustomerId, DeliveryId, DestinationId, EndpointId, EventId, LinkId, PaymentId,
        RedirectUrlId, UsageId,
    },
    slug::Slug,
    text::{CustomerReference, Description, Label, Metadata, Name, Reference, Title},
};

macro_rules! described {
    ($($name:ident = $schema:expr;)*) => {$(
        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let schema: fn(&mut SchemaGenerator) -> Schema = $schema;
                schema(generator)
            }
        }
    )*};
}

described! {
    LinkId = |g| id(g, LinkId::PREFIX);
    UsageId = |g| id(g, UsageId::PREFIX);
    PaymentId = |g| id(g, PaymentId::PREFIX);
    CustomerId = |g| id(g, CustomerId::PREFIX);
    DestinationId = |g| id(g, DestinationId::PREFIX);
    RedirectUrlId = |g| id(g, RedirectUrlId::PREFIX);
    EventId = |g| id(g, EventId::PREFIX);
    EndpointId = |g| id(g, EndpointId::PREFIX);
    DeliveryId = |g| id(g, DeliveryId::PREFIX);
    AccountId = |g| id(g, AccountId::PREFIX);
    Name = |_| text(Name::LIMIT);
    CustomerReference = |_| text(CustomerReference::LIMIT);
    Title = |_| text(Title::LIMIT);
    Description = |_| text(Description::LIMIT);
    Label = |_| text(Label::LIMIT);
    Reference = |_| json_schema!({
        "type": "string", "pattern": r"^\s*[A-Za-z0-9 /\-?:().,'+]{1,35}\s*$",
        "description": "1 to 35 characters that banks carry: letters, digits, spaces and / - ? : ( ) . , ' +",
    });
    Slug = |_| json_schema!({
        "type": "string", "pattern": "^[a-z0-9-]{3,64}$",
        "description": "The public code in /l/{slug}: 3 to 64 lower-case letters, digits and hyphens",
    });
    Currency = |_| json_schema!({
        "type": "string", "pattern": "^[A-Z]{3}$", "description": "An ISO 4217 code, such as AED",
    });
    Country = |_| json_schema!({
        "type": "string", "pattern": "^[A-Z]{2}$", "description": "An ISO 3166 code, such as AE",
    });
    Email = |_| json_schema!({ "type": "string", "minLength": 3, "description": "An email address" });
    Phone = |_| json_schema!({
        "type": "string", "minLength": 3,
        "description": "A phone number with its country code, as people write it; kept in E.164",
    });
    Metadata = |_| json_schema!({
        "type": "object", "additionalProperties": { "type": "string" },
        "description": "String pairs of your own: at most 50, keys of 1 to 40 and values of at most 500 characters",
    });
    EventType = |_| {
        let all: Vec<_> = EventType::ALL.iter().map(|kind| kind.as_str()).collect();
        json_schema!({ "type": "string", "enum": all })
    };
}

/// An id that is sent may also be a UUID.
fn id(generator: &SchemaGenerator, prefix: &str) -> Schema {
    let id = format!("{prefix}_[0-9A-Za-z]{{24}}");
    let uuid = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    let pattern =
        if generator.contract().is_serialize() { format!("^{id}$") } else { format!("^({id}|{uuid})$") };
    json_schema!({ "type": "string", "pattern": pattern })
}

/// Characters are counted as people do, each of at most four code points on average.
fn text(limit: usize) -> Schema {
    json_schema!({
        "type": "string", "minLength": 1, "maxLength": limit * 4,
        "description": format!("At most {limit} characters, counted as people count them"),
    })
}
