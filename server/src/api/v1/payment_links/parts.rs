//! Reads what a body says of a link: all that creating needs and duplicating may override.

use domain::{
    Currency, Mode, Money,
    identifier::{self, Identifier, IdentifierKind, NewIdentifier},
    link::parse_max_usages,
    money::InvalidAmount,
    redirect_url::RedirectUrl,
};
use engine::links::LinkOverrides;

use crate::api::fields::Fields;

/// Reads every part that is there. With `whole`, amount, currency and reference must be.
pub(super) fn read(fields: &mut Fields<'_>, mode: Mode, whole: bool) -> LinkOverrides {
    let url = |text: &str| RedirectUrl::parse(text, mode).map_err(|error| error.to_string());
    let mut details = LinkOverrides::default();
    if whole {
        fields.expect_object("payment_details");
    }
    if let Some(object) = fields.object("payment_details") {
        payment_details(object, whole, &mut details);
    }
    LinkOverrides {
        slug: fields.optional("slug"),
        name: fields.change("name"),
        title: fields.change("title"),
        description: fields.change("description"),
        identifiers: identifiers(fields),
        max_usages: max_usages(fields),
        expires_at: fields.moment("expires_at"),
        redirect_url: fields.change_with("redirect_url", url),
        cancel_url: fields.change_with("cancel_url", url),
        customer_id: fields.change("customer_id"),
        metadata: fields.metadata(),
        ..details
    }
}

fn payment_details(mut fields: Fields<'_>, whole: bool, parts: &mut LinkOverrides) {
    if whole {
        for name in ["amount", "currency", "reference"] {
            fields.expect(name);
        }
    }
    parts.amount = fields.amount();
    parts.currency = fields.optional("currency");
    parts.reference = fields.optional("reference");
    parts.destination_id = fields.optional("destination_id");
    if let Some(amount) = &parts.amount
        && let Err(invalid) = check_amount(amount, parts.currency)
    {
        fields.refuse("amount", "invalid_amount", invalid);
    }
    fields.finish();
}

/// Without a currency to hold it to, an amount may still be none at all.
fn check_amount(amount: &str, currency: Option<Currency>) -> Result<(), InvalidAmount> {
    currency.map_or_else(|| Money::check(amount), |currency| Money::parse(amount, currency).map(drop))
}

/// `identifiers`, completed; `None` when left out or wrong.
fn identifiers(fields: &mut Fields<'_>) -> Option<Vec<Identifier>> {
    let asked = fields.objects("identifiers", identifier)?;
    match identifier::complete(asked) {
        Ok(complete) => Some(complete),
        Err(errors) => {
            for error in errors {
                fields.refuse(&error.param, &error.code, error.detail);
            }
            None
        }
    }
}

fn identifier(mut fields: Fields<'_>) -> Option<NewIdentifier> {
    fields.expect("type");
    let kind = fields.change_with("type", |text| {
        text.parse::<IdentifierKind>().map_err(|()| "use EMAIL, MOBILE_PHONE or TEXT".to_owned())
    });
    let asked = kind.flatten().map(NewIdentifier::of);
    let parts = (
        fields.optional("key"),
        fields.optional("display_label"),
        fields.flag("required"),
        limit(&mut fields),
    );
    fields.finish();
    let (key, display_label, required, limit) = parts;
    asked.map(|asked| NewIdentifier { key, display_label, required, limit, ..asked })
}

fn limit(fields: &mut Fields<'_>) -> Option<u16> {
    let number = fields.number("limit")?;
    let limit = u16::try_from(number).ok();
    if limit.is_none() {
        fields.refuse(
            "limit",
            "invalid_limit",
            format!("use a limit from 1 to {}", identifier::HIGHEST_LIMIT),
        );
    }
    limit
}

/// `max_usages`; `None` when left out or wrong.
fn max_usages(fields: &mut Fields<'_>) -> Option<u32> {
    match parse_max_usages(fields.number("max_usages")?) {
        Ok(count) => Some(count),
        Err(error) => {
            fields.refuse("max_usages", &error.code, error.detail);
            None
        }
    }
}
