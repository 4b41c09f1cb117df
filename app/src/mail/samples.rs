//! Letters to look at and to test with: one of each kind.

use domain::{
    Currency, Mode, Money, Timestamp,
    id::{EndpointId, LinkId, PaymentId, UsageId, UserId},
    webhook::DisabledReason,
};
use engine::mail::{EndpointFacts, Letter, PaymentFacts};

/// A payment of AED 1,250.00 with everything that can be said of one.
pub fn facts() -> Option<PaymentFacts> {
    Some(PaymentFacts {
        mode: Mode::Live,
        merchant: "Lina & Sons".to_owned(),
        contact: Some("help@shop.example".to_owned()),
        time_zone: "Asia/Dubai".to_owned(),
        money: Money::try_new(125_000, "AED".parse::<Currency>().ok()?).ok()?,
        title: Some("Yoga <spring>".to_owned()),
        reference: "INV-1042".to_owned(),
        at: Timestamp::from_millis(1_780_304_400_000),
        link: LinkId::from_bytes(&[1; 16]).ok()?,
        usage: UsageId::from_bytes(&[2; 16]).ok()?,
        payment: PaymentId::from_bytes(&[3; 16]).ok(),
        page: "page-token".to_owned(),
    })
}

/// One letter of each kind; the one about trouble is of test mode.
pub fn letters() -> Vec<Letter> {
    let (Some(facts), Ok(user)) = (facts(), UserId::from_bytes(&[4; 16])) else { return Vec::new() };
    let Ok(endpoint) = EndpointId::from_bytes(&[5; 16]) else { return Vec::new() };
    let disabled = EndpointFacts {
        mode: facts.mode,
        merchant: facts.merchant.clone(),
        time_zone: facts.time_zone.clone(),
        endpoint,
        url: "https://shop.example/hooks?a=1&b=2".to_owned(),
        reason: DisabledReason::Failing,
        at: facts.at,
    };
    vec![
        Letter::Receipt(facts.clone()),
        Letter::PaymentMade(facts.clone()),
        Letter::PaymentReversed(PaymentFacts { mode: Mode::Test, ..facts }),
        Letter::EndpointDisabled(disabled),
        Letter::PasswordReset { user, token: Some("the-token".into()) },
    ]
}
