//! A rail that answers as a test tells it and keeps its own record, so that operations can be tested
//! without HTTP: a test approves or declines for the customer, moves payments on, and orders trouble.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use domain::payment::PaymentStatus;
use secrecy::{ExposeSecret as _, SecretString};

use super::{
    Approval, Authorisation, AuthorisationKeys, Bank, Capabilities, Names, Order, Rail, RailError,
    RailPayment,
};

/// The calls that trouble can be ordered for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    Banks,
    Authorise,
    Exchange,
    ConfirmFunds,
    Submit,
    Status,
}

/// What goes wrong with a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing is done, and the caller cannot know.
    LostRequest,
    /// Everything is done, and the caller cannot know.
    LostAnswer,
    /// Nothing is done; the bank asks for patience.
    Throttled { seconds: u64 },
    /// Nothing is done; the bank says no.
    Refused { code: String },
}

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

struct Book {
    consents: Vec<Consent>,
    payments: Vec<Payment>,
    trouble: VecDeque<(Call, Trouble)>,
    calls: Vec<Call>,
    funds: bool,
    first: (String, Option<String>),
}

/// The scripted rail. A payment starts as `RCVD` and stays so until a test moves it.
pub struct ScriptedRail(Mutex<Book>);

impl Default for ScriptedRail {
    fn default() -> Self {
        Self(Mutex::new(Book {
            consents: Vec::new(),
            payments: Vec::new(),
            trouble: VecDeque::new(),
            calls: Vec::new(),
            funds: true,
            first: ("RCVD".to_owned(), None),
        }))
    }
}

/// What a test does on the bank's and the customer's side.
impl ScriptedRail {
    /// The banks it offers.
    pub const BANKS: [&str; 2] = ["falcon", "dune"];

    pub fn new() -> Self {
        Self::default()
    }

    /// The customer approves what was asked under this state: the code that the browser brings back.
    /// `None` when nothing waits for an answer under it.
    pub fn approve(&self, state: &str) -> Option<String> {
        let mut book = self.book();
        let consent = book.awaiting(state)?;
        let code = format!("code-of-{}", consent.id);
        consent.standing = Standing::Authorised;
        consent.code = Some(Code {
            text: code.clone(),
            used: false,
        });
        Some(code)
    }

    /// The customer declines: the `error` that the browser brings back.
    pub fn decline(&self, state: &str) -> Option<String> {
        self.book().awaiting(state)?.standing = Standing::Declined;
        Some("access_denied".to_owned())
    }

    /// Whether accounts hold enough, from now on.
    pub fn set_funds(&self, enough: bool) {
        self.book().funds = enough;
    }

    /// The status that payments start with, from now on.
    pub fn set_first_status(&self, status: &str, reason: Option<&str>) {
        self.book().first = (status.to_owned(), reason.map(ToOwned::to_owned));
    }

    /// Moves a payment to an ISO 20022 status; `false` when there is no such payment.
    pub fn advance(&self, payment: &str, status: &str, reason: Option<&str>) -> bool {
        let mut book = self.book();
        let Some(payment) = book.payments.iter_mut().find(|known| known.id == payment) else {
            return false;
        };
        status.clone_into(&mut payment.status);
        payment.reason = reason.map(ToOwned::to_owned);
        true
    }

    /// Orders trouble for the next call of this kind; several are met one after another.
    pub fn order(&self, call: Call, trouble: Trouble) {
        self.book().trouble.push_back((call, trouble));
    }

    /// Every consent, oldest first.
    pub fn consents(&self) -> Vec<Consent> {
        self.book().consents.clone()
    }

    /// Every payment, oldest first.
    pub fn payments(&self) -> Vec<Payment> {
        self.book().payments.clone()
    }

    /// How often a call was made.
    pub fn count(&self, call: Call) -> usize {
        self.book().calls.iter().filter(|made| **made == call).count()
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does the work of a call under the trouble that waits for it.
    fn answer<T>(
        &self,
        call: Call,
        work: impl FnOnce(&mut Book) -> Result<T, RailError>,
    ) -> Result<T, RailError> {
        let mut book = self.book();
        book.calls.push(call);
        let next = book.trouble.iter().position(|(wanted, _)| *wanted == call);
        match next
            .and_then(|index| book.trouble.remove(index))
            .map(|(_, trouble)| trouble)
        {
            None => work(&mut book),
            Some(Trouble::LostRequest) => Err(RailError::Unknown("the request was lost".to_owned())),
            Some(Trouble::LostAnswer) => {
                // Whether it worked or not, the caller does not hear of it.
                let _ = work(&mut book);
                Err(RailError::Unknown("the answer was lost".to_owned()))
            }
            Some(Trouble::Throttled { seconds }) => Err(RailError::Throttled { seconds }),
            Some(Trouble::Refused { code }) => Err(refused(&code, "refused on order")),
        }
    }
}

impl Book {
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

    fn stage(
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
        Ok(Authorisation {
            consent_id,
            redirect_url,
        })
    }

    fn exchange(
        &mut self,
        bank: &str,
        consent: &str,
        code: &str,
        keys: &AuthorisationKeys,
    ) -> Result<SecretString, RailError> {
        let consent = self.consent(bank, consent)?;
        let fits = consent.verifier.expose_secret() == keys.verifier.expose_secret();
        let grant = consent
            .code
            .as_mut()
            .filter(|known| known.text == code && !known.used);
        let grant = grant.ok_or_else(|| refused("invalid_grant", "the code is unknown or used"))?;
        grant.used = true;
        if fits {
            Ok(token(&consent.id))
        } else {
            Err(refused("invalid_grant", "the verifier does not fit"))
        }
    }

    fn submit(
        &mut self,
        bank: &str,
        order: &Order,
        approval: &Approval,
        keys: &AuthorisationKeys,
    ) -> Result<RailPayment, RailError> {
        check(approval)?;
        if let Some(payment) = self
            .payments
            .iter()
            .find(|payment| payment.key == keys.payment_key)
        {
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
        let (status, reason) = if self.funds {
            self.first.clone()
        } else {
            ("RJCT".to_owned(), Some("AM04".to_owned()))
        };
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

fn refused(code: &str, message: &str) -> RailError {
    RailError::Refused {
        code: code.to_owned(),
        message: message.to_owned(),
    }
}

fn known(bank: &str) -> Result<(), RailError> {
    if ScriptedRail::BANKS.contains(&bank) {
        Ok(())
    } else {
        Err(RailError::NoSuchBank)
    }
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

#[async_trait]
impl Rail for ScriptedRail {
    fn name(&self) -> &'static str {
        "bank"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            confirms_funds: true,
            idempotent_submission: true,
        }
    }

    async fn banks(&self) -> Result<Vec<Bank>, RailError> {
        let bank = |id: &str, name: &str, mark: &str| Bank {
            id: id.to_owned(),
            names: Names {
                en: name.to_owned(),
                ar: name.to_owned(),
                fr: name.to_owned(),
            },
            mark: mark.to_owned(),
            colour: "#2b5aa0".to_owned(),
        };
        self.answer(Call::Banks, |_| {
            Ok(vec![
                bank("falcon", "Falcon Bank", "F"),
                bank("dune", "Dune Bank", "D"),
            ])
        })
    }

    async fn authorise(
        &self,
        bank: &str,
        order: &Order,
        keys: &AuthorisationKeys,
    ) -> Result<Authorisation, RailError> {
        self.answer(Call::Authorise, |book| book.stage(bank, order, keys))
    }

    async fn exchange(
        &self,
        bank: &str,
        consent: &str,
        code: &str,
        keys: &AuthorisationKeys,
    ) -> Result<SecretString, RailError> {
        self.answer(Call::Exchange, |book| book.exchange(bank, consent, code, keys))
    }

    async fn confirm_funds(&self, bank: &str, approval: &Approval) -> Result<bool, RailError> {
        self.answer(Call::ConfirmFunds, |book| {
            check(approval)?;
            match book.consent(bank, &approval.consent_id)?.standing {
                Standing::Authorised => Ok(book.funds),
                _ => Err(refused("U009", "only an authorised consent has funds to confirm")),
            }
        })
    }

    async fn submit(
        &self,
        bank: &str,
        order: &Order,
        approval: &Approval,
        keys: &AuthorisationKeys,
    ) -> Result<RailPayment, RailError> {
        self.answer(Call::Submit, |book| book.submit(bank, order, approval, keys))
    }

    async fn status(&self, bank: &str, payment: &str) -> Result<RailPayment, RailError> {
        self.answer(Call::Status, |book| {
            known(bank)?;
            let found = book.payments.iter().find(|known| known.id == payment);
            found
                .map(Payment::show)
                .ok_or_else(|| refused("U011", "there is no such payment"))
        })
    }
}
