//! What is added to the settings from the form of a new link: an account to pay to, a redirect URL.

use domain::{
    Locale,
    access::Permission,
    destination::{AccountNumber, BankType, Scheme},
    redirect_url::RedirectUrl,
    text::{InvalidText, Name},
};
use engine::{
    Error,
    destinations::{Destination, NewDestination},
};
use leptos::prelude::*;

use super::{
    super::{
        model::{Added, AddingForms},
        shown::adding::{DestinationForm, Filled, UrlForm, entry},
    },
    Desk,
};
use crate::{
    dashboard::fragment::Fragment,
    error::AppError,
    i18n::dashboard::{self, AddingTexts},
};

/// Where the accounts are whose sort code is told.
const SORT_CODE_COUNTRY: &str = "GB";

impl Desk {
    /// Both forms, empty; nothing for who may not add.
    pub fn adding_forms(&self, destinations: &[Destination]) -> Option<AddingForms> {
        let first = destinations.is_empty();
        self.actor.may(Permission::WriteSettings).then(|| AddingForms {
            destination: self.destination_form(Filled { first, ..Filled::default() }),
            url: self.url_form(Filled::default()),
        })
    }

    /// Adds an account to pay to.
    pub async fn add_destination(&self, entered: Vec<(String, String)>) -> Result<Added, AppError> {
        self.may_add()?;
        let mut filled = Filled { entered, ..Filled::default() };
        let Some(new) = read_destination(self.locale, &mut filled) else {
            filled.first = self.destinations().await?.is_empty();
            return Ok(Added::Wrong(self.destination_form(filled)));
        };
        let made = self.engine.create_destination(&self.actor, new).await?;
        let choices = self.destinations().await?.iter().map(|destination| self.choice(destination)).collect();
        Ok(Added::Made { choices, value: made.id.to_string() })
    }

    /// Registers a redirect URL.
    pub async fn add_url(&self, entered: Vec<(String, String)>) -> Result<Added, AppError> {
        self.may_add()?;
        let mut filled = Filled { entered, ..Filled::default() };
        let url = match RedirectUrl::parse(filled.value(entry::URL).trim(), self.actor.mode) {
            Ok(url) => url,
            Err(invalid) => {
                let text = dashboard::adding(self.locale).url_error(&invalid);
                filled.wrong(entry::URL, text);
                return Ok(Added::Wrong(self.url_form(filled)));
            }
        };
        let made = self.engine.create_redirect_url(&self.actor, url).await?;
        Ok(Added::Made { choices: self.url_choices().await?, value: made.url })
    }

    /// Asked before anything is read, so that who may not learns it at once.
    fn may_add(&self) -> Result<(), AppError> {
        if self.actor.may(Permission::WriteSettings) { Ok(()) } else { Err(Error::Forbidden.into()) }
    }

    fn destination_form(&self, filled: Filled) -> Fragment {
        self.show(|| view! { <DestinationForm filled /> })
    }

    fn url_form(&self, filled: Filled) -> Fragment {
        let test = self.actor.mode == domain::Mode::Test;
        self.show(|| view! { <UrlForm filled test /> })
    }
}

/// The destination that was entered; `None` when something is wrong, which `filled` then names.
fn read_destination(locale: Locale, filled: &mut Filled) -> Option<NewDestination> {
    let texts = dashboard::adding(locale);
    let name = read_name(locale, filled, entry::NAME);
    let holder = read_name(locale, filled, entry::HOLDER);
    let number = read_number(texts, filled);
    let bank_type: Option<BankType> = filled.value(entry::BANK_TYPE).parse().ok();
    if bank_type.is_none() {
        filled.wrong(entry::BANK_TYPE, texts.bank_type_missing);
    }
    let number = number?;
    // An IBAN begins with its country.
    let country = match number.scheme() {
        Scheme::Iban => number.identification().get(..2)?,
        Scheme::SortCodeAccount => SORT_CODE_COUNTRY,
    };
    Some(NewDestination {
        name: name?,
        holder: holder?,
        country: country.parse().ok()?,
        number,
        bank_type: Some(bank_type?),
        is_default: !filled.value(entry::DEFAULT).is_empty(),
    })
}

fn read_name(locale: Locale, filled: &mut Filled, field: &'static str) -> Option<Name> {
    let wrong = match filled.value(field).parse::<Name>() {
        Ok(name) => return Some(name),
        Err(InvalidText::Empty) => dashboard::adding(locale).missing.to_owned(),
        Err(invalid) => dashboard::text_error(locale, &invalid),
    };
    filled.wrong(field, wrong);
    None
}

fn read_number(texts: &AddingTexts, filled: &mut Filled) -> Option<AccountNumber> {
    let scheme = filled.scheme();
    let (field, text) = match scheme {
        Scheme::Iban => (entry::IBAN, filled.value(entry::IBAN).to_owned()),
        Scheme::SortCodeAccount => {
            let (sort, account) = (filled.value(entry::SORT_CODE), filled.value(entry::ACCOUNT));
            (entry::SORT_CODE, format!("{sort}{account}"))
        }
    };
    let wrong = match AccountNumber::parse(scheme, &text) {
        _ if text.trim().is_empty() => texts.missing,
        Ok(number) => return Some(number),
        Err(invalid) => texts.number_error(&invalid),
    };
    filled.wrong(field, wrong);
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(entered: &[(&str, &str)]) -> Filled {
        let entered = entered.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Filled { entered: entered.collect(), ..Filled::default() }
    }

    fn wrong(entered: &[(&str, &str)]) -> Vec<&'static str> {
        let mut filled = filled(entered);
        assert!(read_destination(Locale::En, &mut filled).is_none());
        filled.problems.iter().map(|(field, _)| *field).collect()
    }

    #[test]
    fn an_account_is_read_with_the_country_it_is_in() {
        let iban = [
            ("name", "Main"),
            ("holder", "Palm & Stone LLC"),
            ("scheme", "IBAN"),
            ("iban", "ae07 0331 2345 6789 0123 456"),
            ("bank_type", "SME"),
            ("default", "yes"),
        ];
        let new = read_destination(Locale::En, &mut filled(&iban)).unwrap();
        assert_eq!((new.country.as_str(), new.is_default), ("AE", true));
        let british = [
            ("name", "London"),
            ("holder", "Palm & Stone Ltd"),
            ("scheme", "SORT_CODE_ACCOUNT"),
            ("sort_code", "08-00-80"),
            ("account", "2132 5698"),
            ("bank_type", "CORPORATE"),
        ];
        let new = read_destination(Locale::En, &mut filled(&british)).unwrap();
        assert_eq!((new.country.as_str(), new.is_default), ("GB", false));
        assert_eq!(new.number.identification(), "08008021325698");
    }

    #[test]
    fn everything_that_is_wrong_is_named_at_once() {
        assert_eq!(wrong(&[]), ["name", "holder", "iban", "bank_type"]);
        let slip =
            [("name", "A"), ("holder", "B"), ("iban", "AE080331234567890123456"), ("bank_type", "SME")];
        assert_eq!(wrong(&slip), ["iban"]);
        let short = [
            ("name", "A"),
            ("holder", "B"),
            ("scheme", "SORT_CODE_ACCOUNT"),
            ("sort_code", "080080"),
            ("bank_type", "SME"),
        ];
        assert_eq!(wrong(&short), ["sort_code"]);
    }
}
