//! A rail that answers as a test tells it and keeps its own record, so that operations can be tested
//! without HTTP: a test approves or declines for the customer, moves payments on, and orders trouble.

use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use secrecy::SecretString;

use self::book::{Book, refused};
pub use self::book::{Consent, Payment};
use super::{
    Approval, Authorisation, AuthorisationKeys, Bank, Capabilities, Names, Order, Rail, RailError,
    RailPayment,
};

mod book;

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
    /// The bank has left the list.
    Gone,
}

/// The scripted rail. A payment starts as `RCVD` and stays so until a test moves it.
#[derive(Default)]
pub struct ScriptedRail(Mutex<Book>);

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
        self.book().approve(state)
    }

    /// The customer declines: the `error` that the browser brings back.
    pub fn decline(&self, state: &str) -> Option<String> {
        self.book().decline(state)
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
        match next.and_then(|index| book.trouble.remove(index)).map(|(_, trouble)| trouble) {
            None => work(&mut book),
            Some(Trouble::LostRequest) => Err(RailError::Unknown("the request was lost".to_owned())),
            Some(Trouble::LostAnswer) => {
                // Whether it worked or not, the caller does not hear of it.
                let _ = work(&mut book);
                Err(RailError::Unknown("the answer was lost".to_owned()))
            }
            Some(Trouble::Throttled { seconds }) => Err(RailError::Throttled { seconds }),
            Some(Trouble::Gone) => Err(RailError::NoSuchBank),
            Some(Trouble::Refused { code }) => Err(refused(&code, "refused on order")),
        }
    }
}

#[async_trait]
impl Rail for ScriptedRail {
    fn name(&self) -> &'static str {
        "bank"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities { confirms_funds: true }
    }

    async fn banks(&self) -> Result<Vec<Bank>, RailError> {
        let bank = |id: &str, name: &str, mark: &str| Bank {
            id: id.to_owned(),
            names: Names { en: name.to_owned(), ar: name.to_owned(), fr: name.to_owned() },
            mark: mark.to_owned(),
            colour: "#2b5aa0".to_owned(),
        };
        self.answer(Call::Banks, |_| {
            Ok(vec![bank("falcon", "Falcon Bank", "F"), bank("dune", "Dune Bank", "D")])
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
        self.answer(Call::ConfirmFunds, |book| book.confirm_funds(bank, approval))
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
        self.answer(Call::Status, |book| book.status(bank, payment))
    }
}
