//! Who hears of a payment: its customer, when they left an email; the merchant's people, when they want to. These also
//! hear of a webhook endpoint that was given up.

use domain::{identifier::IdentifierKind, usage::UsageState, webhook::DisabledReason};

use super::{EndpointFacts, Letter, Outgoing, PaymentFacts, post};
use crate::{
    Maker, Result,
    store::{self, db::Tx},
    usages::Usage,
    webhooks::Endpoint,
};

/// Posts what there is to say about a usage that was `before`, in the transaction that moved it.
pub(crate) async fn tell(tx: &mut Tx, make: &Maker, before: UsageState, usage: &Usage) -> Result<()> {
    let paid = match usage.state {
        state if state == before => return Ok(()),
        UsageState::PaymentCreated => true,
        UsageState::Reversed => false,
        _ => return Ok(()),
    };
    let account = store::accounts::get(tx, usage.account).await?;
    let facts = PaymentFacts::new(account, usage, make.now());
    if paid && let Some(to) = email(usage) {
        let (account, locale) = (usage.account, usage.snapshot.locale);
        let outgoing =
            Outgoing { account, to: to.to_owned(), locale, letter: Letter::Receipt(facts.clone()) };
        post(tx, make, outgoing).await?;
    }
    let notices = store::notices::get(tx, usage.account).await?;
    let letter = match paid {
        true if notices.payments => Letter::PaymentMade(facts),
        false if notices.trouble => Letter::PaymentReversed(facts),
        _ => return Ok(()),
    };
    for to in store::notices::readers(tx, usage.account).await? {
        let (account, locale, letter) = (usage.account, notices.locale, letter.clone());
        post(tx, make, Outgoing { account, to, locale, letter }).await?;
    }
    Ok(())
}

/// Posts that an endpoint was given up, in the transaction that did it.
pub(crate) async fn tell_disabled(
    tx: &mut Tx,
    make: &Maker,
    endpoint: &Endpoint,
    reason: DisabledReason,
) -> Result<()> {
    let notices = store::notices::get(tx, endpoint.account).await?;
    if !notices.trouble {
        return Ok(());
    }
    let account = store::accounts::get(tx, endpoint.account).await?;
    let letter = Letter::EndpointDisabled(EndpointFacts::new(account, endpoint, reason, make.now()));
    for to in store::notices::readers(tx, endpoint.account).await? {
        let (account, locale, letter) = (endpoint.account, notices.locale, letter.clone());
        post(tx, make, Outgoing { account, to, locale, letter }).await?;
    }
    Ok(())
}

/// The email among what was collected.
fn email(usage: &Usage) -> Option<&str> {
    usage.collected.iter().find(|one| one.kind == IdentifierKind::Email)?.value.as_deref()
}

#[cfg(test)]
mod tests;
