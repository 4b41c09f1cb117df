//! What a form says of a customer, read into the domain's types; and what is wrong with it.

use domain::{
    Locale,
    contact::{Email, Phone},
    identifier::{IdentifierKind, ValueError},
    text::{CustomerReference, InvalidText, Metadata, Name},
};
use engine::{
    Error,
    customers::{CustomerEdit, NewCustomer},
};

use super::shown::form::entry;
use crate::i18n::{checkout, dashboard};

/// A form as it was sent.
#[derive(Clone, Debug)]
pub struct CustomerForm {
    locale: Locale,
    entered: Vec<(String, String)>,
    problems: Vec<(&'static str, String)>,
}

impl CustomerForm {
    /// The pairs of a form, from somebody who reads this language.
    pub const fn new(locale: Locale, entered: Vec<(String, String)>) -> Self {
        Self { locale, entered, problems: Vec::new() }
    }

    /// What was entered into a field; nothing when it was not sent.
    pub fn value(&self, field: &str) -> &str {
        self.entered.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value)
    }

    /// What is wrong with a field.
    pub fn problem(&self, field: &str) -> Option<String> {
        self.problems.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone())
    }

    /// Whether it is the first field that something is wrong with.
    pub fn is_first_problem(&self, field: &str) -> bool {
        self.problems.first().is_some_and(|(name, _)| *name == field)
    }

    /// The customer that was entered; `None` when something is wrong, which the form then names.
    pub fn read(&mut self) -> Option<NewCustomer> {
        let name = match self.value(entry::NAME).parse::<Name>() {
            Ok(name) => Some(name),
            Err(invalid) => self.wrong_text(entry::NAME, &invalid),
        };
        let email = self.optional(entry::EMAIL, |text| text.parse::<Email>().map_err(Problem::Value));
        let phone = self.optional(entry::PHONE, |text| text.parse::<Phone>().map_err(Problem::Value));
        let reference =
            self.optional(entry::REFERENCE, |text| text.parse::<CustomerReference>().map_err(Problem::Text));
        let metadata = Metadata::default();
        Some(NewCustomer { name: name?, email: email?, phone: phone?, reference: reference?, metadata })
    }

    /// The same as changes. What the form does not show stays.
    pub fn read_edit(&mut self) -> Option<CustomerEdit> {
        let NewCustomer { name, email, phone, reference, .. } = self.read()?;
        Some(CustomerEdit {
            name: Some(name),
            email: Some(email),
            phone: Some(phone),
            reference: Some(reference),
            metadata: None,
        })
    }

    /// Notes what the engine refused of a field; gives back an error that no field is to blame for.
    pub fn refuse(&mut self, error: Error) -> Result<(), Error> {
        match error {
            Error::Invalid(errors) if errors.iter().all(|error| error.param == entry::PHONE) => {
                self.wrong_value(entry::PHONE, ValueError::PhoneUnknown);
                Ok(())
            }
            error => Err(error),
        }
    }

    fn optional<T>(
        &mut self,
        field: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Problem>,
    ) -> Option<Option<T>> {
        let text = self.value(field).trim();
        if text.is_empty() {
            return Some(None);
        }
        match parse(text) {
            Ok(value) => return Some(Some(value)),
            Err(Problem::Value(error)) => self.wrong_value(field, error),
            Err(Problem::Text(invalid)) => return self.wrong_text(field, &invalid),
        }
        None
    }

    fn wrong_value(&mut self, field: &'static str, error: ValueError) {
        let kind = if field == entry::PHONE { IdentifierKind::MobilePhone } else { IdentifierKind::Email };
        let label = checkout::default_label(self.locale, kind);
        self.problems.push((field, checkout::value_error(self.locale, kind, label, error)));
    }

    fn wrong_text<T>(&mut self, field: &'static str, invalid: &InvalidText) -> Option<T> {
        let text = match invalid {
            InvalidText::Empty => dashboard::customers(self.locale).missing.to_owned(),
            invalid => dashboard::text_error(self.locale, invalid),
        };
        self.problems.push((field, text));
        None
    }
}

enum Problem {
    Value(ValueError),
    Text(InvalidText),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(entered: &[(&str, &str)]) -> CustomerForm {
        let pairs = entered.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        CustomerForm::new(Locale::En, pairs.collect())
    }

    #[test]
    fn a_customer_is_read_and_what_is_left_empty_is_none() {
        let new = form(&[("name", " Lina "), ("phone", "00971501234567"), ("email", " ")]).read().unwrap();
        assert_eq!(new.name.as_str(), "Lina");
        assert_eq!(new.phone.map(|phone| phone.to_string()).as_deref(), Some("+971501234567"));
        assert_eq!((new.email, new.reference), (None, None));
    }

    #[test]
    fn everything_that_is_wrong_is_named_at_once() {
        let long = "x".repeat(36);
        let mut wrong = form(&[("email", "lina@"), ("phone", "0501"), ("reference", long.as_str())]);
        assert!(wrong.read().is_none());
        let named: Vec<_> = wrong.problems.iter().map(|(field, _)| *field).collect();
        assert_eq!(named, ["name", "email", "phone", "reference"]);
    }
}
