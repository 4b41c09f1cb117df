//! Finds the words for the facts of a letter, in its reader's language.

use domain::{Locale, Mode, webhook::DisabledReason};
use engine::mail::{EndpointFacts, Letter, Mail, PaymentFacts};
use secrecy::ExposeSecret as _;

use crate::i18n::{
    checkout::{self, PageTexts},
    dates, fill,
    format::{self, Amount},
    mail::{self, MailTexts},
};

/// What both forms of a letter show.
pub(super) struct Content {
    pub locale: Locale,
    pub subject: String,
    /// Whose letter it is.
    pub who: String,
    pub title: String,
    pub amount: Option<Amount>,
    pub text: String,
    /// Each with its label.
    pub rows: Vec<(&'static str, String)>,
    /// What it says and where it leads.
    pub button: (&'static str, String),
    pub foot: String,
    /// Said first where no money moves.
    pub test_mode: Option<&'static str>,
    pub reply_to: Option<String>,
    pub from_name: Option<String>,
}

impl Content {
    pub(super) fn of(mail: &Mail, base: &str) -> Self {
        let words = Words {
            locale: mail.locale,
            texts: mail::texts(mail.locale),
            pages: checkout::pages(mail.locale),
            base,
        };
        match &mail.letter {
            Letter::Receipt(facts) => words.receipt(facts),
            Letter::PaymentMade(facts) => words.made(facts),
            Letter::PaymentReversed(facts) => words.reversed(facts),
            Letter::EndpointDisabled(facts) => words.disabled(facts),
            Letter::PasswordReset { token, .. } => {
                words.reset(token.as_ref().map_or("", |token| token.expose_secret()))
            }
        }
    }
}

struct Words<'a> {
    locale: Locale,
    texts: &'static MailTexts,
    pages: &'static PageTexts,
    base: &'a str,
}

impl Words<'_> {
    fn receipt(&self, facts: &PaymentFacts) -> Content {
        let texts = self.texts;
        let ask = if facts.contact.is_some() { texts.receipt_reply } else { texts.receipt_ask };
        Content {
            subject: self.fill(texts.receipt_subject, facts),
            title: self.fill(texts.receipt_title, facts),
            text: texts.receipt_text.to_owned(),
            button: (texts.receipt_button, format!("{}/u/{}/receipt", self.base, facts.page)),
            foot: self.fill(ask, facts),
            reply_to: facts.contact.clone(),
            from_name: Some(facts.merchant.clone()),
            ..self.payment(facts)
        }
    }

    fn made(&self, facts: &PaymentFacts) -> Content {
        let texts = self.texts;
        Content {
            subject: self.fill(texts.made_subject, facts),
            title: texts.made_title.to_owned(),
            text: texts.made_text.to_owned(),
            foot: texts.made_foot.to_owned(),
            ..self.payment(facts)
        }
    }

    fn reversed(&self, facts: &PaymentFacts) -> Content {
        let texts = self.texts;
        Content {
            subject: self.fill(texts.reversed_subject, facts),
            title: texts.reversed_title.to_owned(),
            text: texts.reversed_text.to_owned(),
            foot: texts.reversed_foot.to_owned(),
            ..self.payment(facts)
        }
    }

    fn disabled(&self, facts: &EndpointFacts) -> Content {
        let texts = self.texts;
        let text = match facts.reason {
            DisabledReason::Gone => texts.disabled_gone,
            DisabledReason::Failing => texts.disabled_failing,
        };
        let at = dates::full(self.locale, facts.at, &facts.time_zone);
        let href = format!("{}/developers/webhooks/{}", self.base, facts.endpoint);
        Content {
            locale: self.locale,
            subject: texts.disabled_subject.to_owned(),
            who: facts.merchant.clone(),
            title: texts.disabled_title.to_owned(),
            amount: None,
            text: text.to_owned(),
            rows: vec![(texts.disabled_row, facts.url.clone()), (self.pages.row_date, at)],
            button: (texts.disabled_button, href),
            foot: texts.reversed_foot.to_owned(),
            test_mode: (facts.mode == Mode::Test).then_some(texts.test_mode),
            reply_to: None,
            from_name: None,
        }
    }

    fn reset(&self, token: &str) -> Content {
        let texts = self.texts;
        Content {
            locale: self.locale,
            subject: texts.reset_subject.to_owned(),
            who: "Remit".to_owned(),
            title: texts.reset_title.to_owned(),
            amount: None,
            text: texts.reset_text.to_owned(),
            rows: Vec::new(),
            button: (texts.reset_button, format!("{}/reset/{token}?lang={}", self.base, self.locale.tag())),
            foot: texts.reset_foot.to_owned(),
            test_mode: None,
            reply_to: None,
            from_name: None,
        }
    }

    /// What all letters about a payment have in common; its merchant finds it behind the button.
    fn payment(&self, facts: &PaymentFacts) -> Content {
        let PaymentFacts { link, usage, .. } = facts;
        Content {
            locale: self.locale,
            subject: String::new(),
            who: facts.merchant.clone(),
            title: String::new(),
            amount: Some(format::amount(self.locale, facts.money)),
            text: String::new(),
            rows: self.rows(facts),
            button: (self.texts.made_button, format!("{}/payments/links/{link}?usage={usage}", self.base)),
            foot: String::new(),
            test_mode: (facts.mode == Mode::Test).then_some(self.texts.test_mode),
            reply_to: None,
            from_name: None,
        }
    }

    fn rows(&self, facts: &PaymentFacts) -> Vec<(&'static str, String)> {
        let pages = self.pages;
        let rows = [
            Some((pages.row_to, facts.merchant.clone())),
            facts.title.clone().map(|title| (pages.row_for, title)),
            Some((pages.row_reference, facts.reference.clone())),
            Some((pages.row_date, dates::full(self.locale, facts.at, &facts.time_zone))),
            facts.payment.map(|id| (pages.row_payment_id, id.to_string())),
        ];
        rows.into_iter().flatten().collect()
    }

    fn fill(&self, text: &str, facts: &PaymentFacts) -> String {
        let amount = format::money(self.locale, facts.money);
        fill(text, &[("amount", &amount), ("merchant", &facts.merchant), ("reference", &facts.reference)])
    }
}
