//! The scripted bank's record: consents and payments, and what it does with them.

use std::collections::VecDeque;

use domain::payment::PaymentStatus;
use secrecy::{ExposeSecret as _, SecretString};

use super::{Call, ScriptedRail, Trouble};
use crate::rails::{Approval, Authorisation, AuthorisationKeys, Order, RailError, RailPayment};

/// A consent as the scripted bank keeps it.
#[derive(Clone, Debug)]
pub struct Consent {
    pub id: String,
    pub bank: String,
    pub key: String,
    pub state: String,
    pub order: Order,
    standing: Standing,
    verifier: SecretString,
    code: Option<Code>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Awaiting,
    Authorised,
    Declined,
    Consumed,
}

#[derive(Clone, Debug)]
struct Code {
    text: String,
    used: bool,
}

/// A payment as the scripted bank keeps it.
#[derive(Clone, Debug)]
pub struct Payment {
    pub id: String,
    pub consent_id: String,
    pub key: String,
    pub order: Order,
    /// The ISO 20022 status word.
    pub status: String,
    pub reason: Option<String>,
}

impl Payment {
    fn show(&self) -> RailPayment {
        RailPayment {
            id: self.id.clone(),
            status: PaymentStatus::from_iso(&self.status),
            bank_status: self.status.clone(),
            reason: self.reason.clone(),
        }
    }
}

/// Everything the scripted bank knows.
pub(super) struct Book {
    pub(super) consents: Vec<Consent>,
    pub(super) payments: Vec<Payment>,
    pub(super) trouble: VecDeque<(Call, Trouble)>,
    pub(super) calls: Vec<Call>,
    pub(super) funds: bool,
    pub(super) first: (String, Option<String>),
}

impl Default for Book {
    fn default() -> Self {
        Self {
            consents: Vec::new(),
            payments: Vec::new(),
            trouble: VecDeque::new(),
            calls: Vec::new(),
            funds: true,
            first: ("RCVD".to_owned(), None),
        }
    }
}

impl Book {
    pub(super) fn approve(&mut self, state: &str) -> Option<String> {
        let consent = self.awaiting(state)?;
        let code = format!("code-of-{}", consent.id);
        consent.standing = Standing::Authorised;
        consent.code = Some(Code { text: code.clone(), used: false });
        Some(code)
    }

    pub(super) fn decline(&mut self, state: &str) -> Option<String> {
        self.awaiting(state)?.standing = Standing::Declined;
        Some("access_denied".to_owned())
    }

    pub(super) fn confirm_funds(&mut self, bank: &str, approval: &Approval) -> Result<bool, RailError> {
        check(approval)?;
        match self.consent(bank, &approval.consent_id)?.standing {
            Standing::Authorised => Ok(self.funds),
            _ => Err(refused("U009", "only an authorised consent has funds to confirm")),
        }
    }

    pub(super) fn status(&self, bank: &str, payment: &str) -> Result<RailPayment, RailError> {
        known(bank)?;
        let found = self.payments.iter().find(|known| known.id == payment);
        found.map(Payment::show).ok_or_else(|| refused("U011", "there is no such payment"))
    }

    fn awaiting(&mut self, state: &str) -> Option<&mut Consent> {
        self.consents
            .iter_mut()
            .find(|consent| consent.state == state && consent.standing == Standing::Awaiting)
    }

    fn consent(&mut self, bank: &str, id: &str) -> Result<&mut Consent, RailError> {
        self.consents
            .iter_mut()
            .find(|consent| consent.id == id && consent.bank == bank)
            .ok_or_else(|| refused("U011", "there is no such consent"))
    }

    pub(super) fn stage(
        &mut self,
        bank: &str,
        order: &Order,
        keys: &AuthorisationKeys,
    ) -> Result<Authorisation, RailError> {
        known(bank)?;
        let same = |consent: &&Consent| consent.key == keys.consent_key && consent.bank == bank;
        let consent_id = match self.consents.iter().find(same) {
            Some(consent) if consent.order != *order => {
                return Err(refused("U029", "this key belongs to another consent"));
            }
            Some(consent) => consent.id.clone(),
            None => {
                let id = format!("consent-{}", self.consents.len() + 1);
                self.consents.push(Consent {
                    id: id.clone(),
                    bank: bank.to_owned(),
                    key: keys.consent_key.clone(),
                    state: keys.state.clone(),
                    order: order.clone(),
                    standing: Standing::Awaiting,
                    verifier: keys.verifier.clone(),
                    code: None,
                });
                id
            }
        };
        let redirect_url = format!("https://bank.example/authorise?state={}", keys.state);
        Ok(Authorisation { consent_id, redirect_url })
    }

    pub(super) fn exchange(
        &mut self,
        bank: &str,
        consent: &str,
        code: &str,
        keys: &AuthorisationKeys,
    ) -> Result<SecretString, RailError> {
        let consent = self.consent(bank, consent)?;
        let fits = consent.verifier.expose_secret() == keys.verifier.expose_secret();
        let grant = consent.code.as_mut().filter(|known| known.text == code && !known.used);
        let grant = grant.ok_or_else(|| refused("invalid_grant", "the code is unknown or used"))?;
        grant.used = true;
        if fits { Ok(token(&consent.id)) } else { Err(refused("invalid_grant", "the verifier does not fit")) }
    }

    pub(super) fn submit(
        &mut self,
        bank: &str,
        order: &Order,
        approval: &Approval,
        keys: &AuthorisationKeys,
    ) -> Result<RailPayment, RailError> {
        check(approval)?;
        if let Some(payment) = self.payments.iter().find(|payment| payment.key == keys.payment_key) {
            if payment.order != *order || payment.consent_id != approval.consent_id {
                return Err(refused("U029", "this key belongs to another payment"));
            }
            return Ok(payment.show());
        }
        let consent = self.consent(bank, &approval.consent_id)?;
        if consent.standing != Standing::Authorised {
            return Err(refused("U009", "the consent is not authorised, or already used"));
        }
        if consent.order != *order {
            return Err(refused("U008", "the order differs from the consent"));
        }
        consent.standing = Standing::Consumed;
        let (status, reason) =
            if self.funds { self.first.clone() } else { ("RJCT".to_owned(), Some("AM04".to_owned())) };
        let payment = Payment {
            id: format!("payment-{}", self.payments.len() + 1),
            consent_id: approval.consent_id.clone(),
            key: keys.payment_key.clone(),
            order: order.clone(),
            status,
            reason,
        };
        self.payments.push(payment.clone());
        Ok(payment.show())
    }
}

pub(super) fn refused(code: &str, message: &str) -> RailError {
    RailError::Refused { code: code.to_owned(), message: message.to_owned() }
}

fn known(bank: &str) -> Result<(), RailError> {
    if ScriptedRail::BANKS.contains(&bank) { Ok(()) } else { Err(RailError::NoSuchBank) }
}

fn token(consent: &str) -> SecretString {
    SecretString::from(format!("token-of-{consent}"))
}

fn check(approval: &Approval) -> Result<(), RailError> {
    if approval.token.expose_secret() == token(&approval.consent_id).expose_secret() {
        Ok(())
    } else {
        Err(refused("403", "the token is not for this consent"))
    }
}
