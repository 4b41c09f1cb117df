//! Every public page with made-up content: for tests, and for looking at (`examples/preview.rs`).

mod dead;

use domain::{
    Locale, Money, Tone,
    identifier::{Identifier, IdentifierKind, ValueError},
    payment::PaymentStatus,
    usage::{UsageStatus, event::FailureCode},
};

use self::dead::dead;
use super::model::{
    Alert, Assets, Bank, Bill, Body, Checkout, Deadline, Ending, Field, Form, Merchant, Outcome, Page, Proof,
    Receipt, Waiting,
};
use crate::i18n::{
    checkout,
    format::{self, Amount},
};

/// One word in each language.
const fn pick(locale: Locale, words: [&'static str; 3]) -> &'static str {
    match locale {
        Locale::En => words[0],
        Locale::Ar => words[1],
        Locale::Fr => words[2],
    }
}

/// All pages in a language, each with a name.
pub fn all(locale: Locale) -> Vec<(&'static str, Page)> {
    let mut pages = forms(locale);
    pages.extend(dead(locale));
    pages.extend(results(locale));
    pages.extend(receipts(locale));
    pages.into_iter().map(|(name, body)| (name, page(locale, body))).collect()
}

/// A page of the sample merchant.
pub fn page(locale: Locale, body: Body) -> Page {
    let nobody = matches!(body, Body::Unknown | Body::Failure(_));
    let merchant = Merchant {
        name: "Palm & Stone".to_owned(),
        tone: Tone::Teal,
        support_email: Some("hello@palmandstone.example".to_owned()),
        support_phone: Some("+97145551234".to_owned()),
    };
    Page {
        locale,
        path: "/l/spring".to_owned(),
        test_mode: true,
        merchant: (!nobody).then_some(merchant),
        assets: Assets {
            css: "/assets/checkout.css".to_owned(),
            js: "/assets/checkout.js".to_owned(),
            wasm: "/assets/checkout.wasm".to_owned(),
            icon: "/favicon.svg".to_owned(),
            card: "https://pay.example.com/assets/card.png".to_owned(),
        },
        body,
    }
}

fn forms(locale: Locale) -> Vec<(&'static str, Body)> {
    let with = |change: fn(&mut Checkout)| {
        let mut page = checkout(locale);
        change(&mut page);
        Body::Checkout(Box::new(page))
    };
    vec![
        ("checkout", with(|_| {})),
        ("checkout-errors", with(fail)),
        (
            "checkout-unreachable",
            with(|page| page.form.alert = Some(Alert::BankUnreachable("Falcon Bank".to_owned()))),
        ),
        ("checkout-out-of-date", with(|page| page.form.alert = Some(Alert::OutOfDate))),
        ("checkout-paid-before", with(|page| page.form.alert = Some(Alert::PaidBefore))),
        ("checkout-waiting", with(|page| page.waiting = Some(waiting(page.form.locale)))),
        ("checkout-many-banks", with(add_banks)),
        ("checkout-long", with(lengthen)),
        ("checkout-plain", with(simplify)),
    ]
}

fn identifier(key: &str, kind: IdentifierKind, required: bool) -> Identifier {
    Identifier { key: key.to_owned(), kind, display_label: None, required, limit: None }
}

fn bank(name: &str, tone: Tone) -> Bank {
    Bank {
        id: name.to_lowercase(),
        name: name.to_owned(),
        also: String::new(),
        tone,
        last_used: false,
        checked: false,
    }
}

/// The checkout of the sample link.
pub fn checkout(locale: Locale) -> Checkout {
    let field = |identifier, value: &str| Field::new(locale, identifier, value.to_owned());
    let mut banks = vec![
        bank(pick(locale, ["Falcon Bank", "مصرف الصقر", "Falcon Bank"]), Tone::Blue),
        bank(pick(locale, ["Dune Bank", "مصرف الكثبان", "Dune Bank"]), Tone::Orange),
        bank(pick(locale, ["Harbour Bank", "مصرف الميناء", "Harbour Bank"]), Tone::Cyan),
    ];
    (banks[0].last_used, banks[0].checked) = (true, true);
    let amount = amount(locale);
    Checkout {
        form: Form {
            locale,
            action: "/l/spring".to_owned(),
            amount: amount.text(),
            fields: vec![
                field(identifier("phone", IdentifierKind::MobilePhone, true), "+971 50 123 4567"),
                field(identifier("email", IdentifierKind::Email, false), "lina@gmial.com"),
            ],
            banks,
            bank_error: false,
            attempt: "2c9f0b7e5d1a4c38".to_owned(),
            earlier: None,
            alert: None,
        },
        bill: Bill {
            title: Some(workshop(locale)),
            description: None,
            amount,
            reference: "INV-1042".to_owned(),
            pay_before: Some(Deadline { text: date(locale), seconds_left: None }),
        },
        waiting: None,
        url: "https://pay.example.com/l/spring".to_owned(),
    }
}

fn workshop(locale: Locale) -> String {
    pick(locale, ["Ceramics workshop, 12 June", "ورشة الخزف، 12 يونيو", "Atelier de céramique, 12 juin"])
        .to_owned()
}

fn date(locale: Locale) -> String {
    pick(locale, ["30 June, 23:59 (Dubai)", "30 يونيو، 23:59 (دبي)", "30 juin à 23:59 (Dubaï)"]).to_owned()
}

fn amount(locale: Locale) -> Amount {
    let money = "AED".parse().ok().and_then(|currency| Money::parse("150.00", currency).ok());
    money.map_or(Amount { number: String::new(), unit: String::new(), unit_first: true }, |money| {
        format::amount(locale, money)
    })
}

fn fail(page: &mut Checkout) {
    let locale = page.form.locale;
    let errors = [("0501234567", ValueError::PhoneCountryCode), ("lina@", ValueError::Email)];
    for (field, (value, error)) in page.form.fields.iter_mut().zip(errors) {
        *field = Field::new(locale, field.identifier.clone(), value.to_owned()).with_error(locale, error);
    }
    page.form.banks[0].checked = false;
    page.form.bank_error = true;
}

fn add_banks(page: &mut Checkout) {
    let names = ["Oasis Bank", "Pearl Credit Union", "Coral Savings Bank", "Northern Star Bank", "Meridian"];
    page.form.banks.extend(names.into_iter().map(|name| bank(name, Tone::of(name))));
}

fn lengthen(page: &mut Checkout) {
    let locale = page.form.locale;
    page.bill.title =
        Some("Annual maintenance of the swimming pool and the irrigation of the garden".to_owned());
    page.bill.description = Some(
        "Covers twelve visits from January to December.\nParts are charged apart; we send an estimate first."
            .to_owned(),
    );
    "123,456,789.00".clone_into(&mut page.bill.amount.number);
    page.form.amount = page.bill.amount.text();
    if let Some(deadline) = &mut page.bill.pay_before {
        deadline.seconds_left = Some(754);
    }
    let company = Identifier {
        display_label: Some("Name of the company as it stands on the trade licence".to_owned()),
        ..identifier("company", IdentifierKind::Text, true)
    };
    let wishes = Identifier { limit: Some(500), ..identifier("text_2", IdentifierKind::Text, false) };
    page.form.fields.push(Field::new(locale, company, String::new()));
    page.form.fields.push(Field::new(locale, wishes, String::new()));
}

/// Without a title, an expiry or anything typed: the least a link can be.
fn simplify(page: &mut Checkout) {
    (page.bill.title, page.bill.pay_before) = (None, None);
    page.form.fields.truncate(1);
    page.form.fields[0].value.clear();
    for bank in &mut page.form.banks {
        (bank.checked, bank.last_used) = (false, false);
    }
}

fn results(locale: Locale) -> Vec<(&'static str, Body)> {
    use PaymentStatus::{Accepted, Held, Rejected, Settled};
    use UsageStatus::{Expired, Failed, PaymentCreated, Started};
    let again = || Some("/l/spring".to_owned());
    let reason = |code| checkout::failure(locale, code).to_owned();
    let failed = |code, try_again| Ending::Failed { reason: reason(code), try_again };
    let mut results = vec![
        ("paid", outcome(locale, PaymentCreated, Some(Settled), Ending::Paid { settled: true })),
        ("paid-accepted", outcome(locale, PaymentCreated, Some(Accepted), Ending::Paid { settled: false })),
        ("waiting", outcome(locale, Started, None, Ending::Waiting(waiting(locale)))),
        ("checking", outcome(locale, Started, None, Ending::Checking { long: false })),
        ("checking-long", outcome(locale, Started, None, Ending::Checking { long: true })),
        ("failed", outcome(locale, Failed, None, failed(FailureCode::InsufficientFunds, again()))),
        ("failed-closed", outcome(locale, Failed, None, failed(FailureCode::Declined, None))),
        ("result-expired", outcome(locale, Expired, None, Ending::Expired { try_again: again() })),
        ("held", outcome(locale, Started, Some(Held), Ending::Held)),
        ("reversed", outcome(locale, PaymentCreated, Some(Rejected), Ending::Reversed)),
    ];
    results[0].1.redirect_url = Some("https://palmandstone.example/thanks?usage_id=use_1".to_owned());
    results.into_iter().map(|(name, outcome)| (name, Body::Result(Box::new(outcome)))).collect()
}

fn outcome(locale: Locale, usage: UsageStatus, payment: Option<PaymentStatus>, ending: Ending) -> Outcome {
    let payment_id = payment.map(|_| "pay_02nKz8Xq4mTg7RbVw1LdYcE9".to_owned());
    Outcome {
        usage_status: usage,
        payment_status: payment,
        ending,
        amount: amount(locale).text(),
        receipt: Receipt {
            title: Some(workshop(locale)),
            reference: "INV-1042".to_owned(),
            bank: Some(pick(locale, ["Falcon Bank", "مصرف الصقر", "Falcon Bank"]).to_owned()),
            date: Some(date(locale)),
            payment_id,
        },
        status_url: "/u/token/status".to_owned(),
        redirect_url: None,
        receipt_url: (usage == UsageStatus::PaymentCreated).then(|| "/u/token/receipt".to_owned()),
    }
}

fn waiting(locale: Locale) -> Waiting {
    Waiting {
        bank: pick(locale, ["Falcon Bank", "مصرف الصقر", "Falcon Bank"]).to_owned(),
        until: Deadline {
            text: pick(locale, ["14:32 (Dubai)", "14:32 (دبي)", "14:32 (Dubaï)"]).to_owned(),
            seconds_left: Some(754),
        },
        status_url: "/u/token/status".to_owned(),
        back: "/u/token/bank".to_owned(),
        change: Some("/l/spring?again=token".to_owned()),
        unreachable: false,
    }
}

fn receipts(locale: Locale) -> Vec<(&'static str, Body)> {
    let proof = |payment: PaymentStatus, taken_back| Proof {
        usage_status: UsageStatus::PaymentCreated,
        payment_status: Some(payment),
        taken_back,
        amount: amount(locale),
        receipt: outcome(locale, UsageStatus::PaymentCreated, Some(payment), Ending::Held).receipt,
        entered: vec![
            (
                checkout::default_label(locale, IdentifierKind::MobilePhone).to_owned(),
                "+971501234567".to_owned(),
            ),
            (checkout::default_label(locale, IdentifierKind::Email).to_owned(), "lina@gmail.com".to_owned()),
        ],
        back: "/u/token".to_owned(),
    };
    let body = |proof| Body::Receipt(Box::new(proof));
    vec![
        ("receipt", body(proof(PaymentStatus::Settled, None))),
        ("receipt-taken-back", body(proof(PaymentStatus::Rejected, Some(date(locale))))),
    ]
}
