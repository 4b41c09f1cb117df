//! What a body must hold to be a payment: the field rules of the v4.0 schema.

use serde_json::Value;

use crate::{
    error::{Code, Flaw},
    money::Money,
};

/// The parts of an initiation that the bank acts on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Order {
    pub(crate) money: Money,
    pub(crate) creditor: String,
    pub(crate) scheme: String,
    pub(crate) identification: String,
    pub(crate) reference: Option<String>,
}

const INITIATION: &[&str] = &[
    "InstructionIdentification",
    "EndToEndIdentification",
    "LocalInstrument",
    "InstructedAmount",
    "DebtorAccount",
    "CreditorAgent",
    "CreditorAccount",
    "CreditorPostalAddress",
    "UltimateCreditor",
    "UltimateDebtor",
    "RegulatoryReporting",
    "Proxy",
    "RemittanceInformation",
    "SupplementaryData",
];

/// Checks the body of a consent and names everything that is wrong with it.
pub(crate) fn check_consent(body: &Value) -> Result<Order, Vec<Flaw>> {
    let mut form = Form::default();
    form.only(body, "", &["Data", "Risk"]);
    form.only(&body["Data"], "Data", &["ReadRefundAccount", "Initiation", "Authorisation", "SCASupportData"]);
    if !body["Risk"].is_object() {
        form.flaw(Code::FieldMissing, "Risk", "is required");
    }
    if body["Data"].get("ReadRefundAccount").is_some_and(|value| value != "Yes" && value != "No") {
        form.flaw(Code::FieldInvalid, "Data.ReadRefundAccount", "is Yes or No");
    }
    form.order(&body["Data"]["Initiation"])
}

/// Checks the body of a payment order; that it equals its consent is checked elsewhere.
pub(crate) fn check_payment(body: &Value) -> Result<(), Vec<Flaw>> {
    let mut form = Form::default();
    form.only(body, "", &["Data", "Risk"]);
    form.only(&body["Data"], "Data", &["ConsentId", "Initiation"]);
    form.text(&body["Data"], "Data", "ConsentId", 128);
    form.order(&body["Data"]["Initiation"]).map(drop)
}

impl Order {
    /// Reads an initiation.
    pub(crate) fn parse(initiation: &Value) -> Result<Self, Vec<Flaw>> {
        Form::default().order(initiation)
    }
}

/// Collects what is wrong while a body is read.
#[derive(Default)]
struct Form {
    flaws: Vec<Flaw>,
}

impl Form {
    fn flaw(&mut self, code: Code, path: &str, message: &str) {
        self.flaws.push(Flaw::at(code, path, format!("{path} {message}")));
    }

    fn only(&mut self, object: &Value, path: &str, allowed: &[&str]) {
        let Some(fields) = object.as_object() else {
            return self.flaw(Code::FieldMissing, path, "must be an object");
        };
        for name in fields.keys().filter(|name| !allowed.contains(&name.as_str())) {
            self.flaw(
                Code::FieldUnexpected,
                format!("{path}.{name}").trim_start_matches('.'),
                "is not known",
            );
        }
    }

    /// A required text of 1 to `most` characters.
    fn text(&mut self, object: &Value, path: &str, name: &str, most: usize) -> Option<String> {
        let at = format!("{path}.{name}");
        match &object[name] {
            Value::Null => self.flaw(Code::FieldMissing, &at, "is required"),
            Value::String(text) if (1..=most).contains(&text.chars().count()) => return Some(text.clone()),
            _ => self.flaw(Code::FieldInvalid, &at, &format!("must be a text of 1 to {most} characters")),
        }
        None
    }

    fn order(mut self, initiation: &Value) -> Result<Order, Vec<Flaw>> {
        const AT: &str = "Data.Initiation";
        if initiation.is_null() {
            self.flaw(Code::FieldMissing, AT, "is required");
            return Err(self.flaws);
        }
        self.only(initiation, AT, INITIATION);
        self.text(initiation, AT, "InstructionIdentification", 35);
        self.text(initiation, AT, "EndToEndIdentification", 35);
        let money = self.money(&initiation["InstructedAmount"]);
        let payee = self.payee(&initiation["CreditorAccount"]);
        let reference = self.reference(&initiation["RemittanceInformation"]);
        match (money, payee) {
            (Some(money), Some((creditor, scheme, identification))) if self.flaws.is_empty() => {
                Ok(Order { money, creditor, scheme, identification, reference })
            }
            _ => Err(self.flaws),
        }
    }

    fn money(&mut self, value: &Value) -> Option<Money> {
        const AT: &str = "Data.Initiation.InstructedAmount";
        let currency = self.text(value, AT, "Currency", 3)?;
        let amount = self.text(value, AT, "Amount", 19)?;
        let money = Money::parse(&amount, &currency);
        if money.is_none() {
            let message = "must be an amount above zero, with no more decimals than its currency has";
            self.flaw(Code::FieldInvalid, &format!("{AT}.Amount"), message);
        }
        money
    }

    fn payee(&mut self, value: &Value) -> Option<(String, String, String)> {
        const AT: &str = "Data.Initiation.CreditorAccount";
        let scheme = self.text(value, AT, "SchemeName", 40);
        let identification = self.text(value, AT, "Identification", 256);
        let name = self.text(value, AT, "Name", 350);
        let (scheme, identification, name) = (scheme?, identification?, name?);
        let fits = match scheme.as_str() {
            "UK.OBIE.SortCodeAccountNumber" => {
                identification.len() == 14 && identification.bytes().all(|byte| byte.is_ascii_digit())
            }
            "UK.OBIE.IBAN" => is_iban(&identification),
            _ => {
                self.flaw(
                    Code::UnsupportedScheme,
                    &format!("{AT}.SchemeName"),
                    "is not a scheme this bank pays to",
                );
                return None;
            }
        };
        if !fits {
            let message = "is not an account of this scheme";
            self.flaw(Code::UnsupportedAccountIdentifier, &format!("{AT}.Identification"), message);
        }
        Some((name, scheme, identification))
    }

    /// The payee's reference: where version 4 has it, or where version 3 had it.
    fn reference(&mut self, value: &Value) -> Option<String> {
        let structured = value.pointer("/Structured/0/CreditorReferenceInformation/Reference");
        let reference = structured.or_else(|| value.get("Reference"))?;
        match reference.as_str() {
            Some(text) if (1..=35).contains(&text.chars().count()) => Some(text.to_owned()),
            _ => {
                let path = "Data.Initiation.RemittanceInformation";
                self.flaw(
                    Code::FieldInvalid,
                    path,
                    "has a reference that is not a text of 1 to 35 characters",
                );
                None
            }
        }
    }
}

/// Whether a text is an IBAN by shape and checksum (ISO 13616).
fn is_iban(text: &str) -> bool {
    let bytes = text.as_bytes();
    if !(15..=34).contains(&bytes.len())
        || !bytes.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    {
        return false;
    }
    let (head, tail) = bytes.split_at(4);
    let digits = tail.iter().chain(head).flat_map(|byte| {
        let value = u32::from(if byte.is_ascii_digit() { byte - b'0' } else { byte - b'A' + 10 });
        if value > 9 { vec![value / 10, value % 10] } else { vec![value] }
    });
    digits.fold(0, |rest, digit| (rest * 10 + digit) % 97) == 1
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn body() -> Value {
        json!({
            "Data": { "Initiation": {
                "InstructionIdentification": "I1", "EndToEndIdentification": "E1",
                "InstructedAmount": { "Amount": "150.00", "Currency": "AED" },
                "CreditorAccount": {
                    "SchemeName": "UK.OBIE.IBAN", "Identification": "AE070331234567890123456", "Name": "Palm & Stone",
                },
                "RemittanceInformation": {
                    "Structured": [{ "CreditorReferenceInformation": { "Reference": "INV-1042" } }],
                },
            }},
            "Risk": {},
        })
    }

    fn flaws(change: impl FnOnce(&mut Value)) -> Vec<(Code, String)> {
        let mut body = body();
        change(&mut body);
        let flaws = check_consent(&body).err().unwrap_or_default();
        flaws.into_iter().map(|flaw| (flaw.code, flaw.path.unwrap_or_default())).collect()
    }

    #[test]
    fn a_whole_body_is_an_order() {
        let order = check_consent(&body()).unwrap();
        assert_eq!(order.money, Money { minor: 15_000, currency: "AED".into() });
        assert_eq!(order.reference.as_deref(), Some("INV-1042"));
    }

    #[test]
    fn every_flaw_is_named_with_its_path() {
        let at = |path: &str| format!("Data.Initiation.{path}");
        let found = flaws(|body| {
            let initiation = body["Data"]["Initiation"].as_object_mut().unwrap();
            initiation.remove("EndToEndIdentification");
            initiation["InstructedAmount"]["Amount"] = json!(150.0);
            initiation["CreditorAccount"]["Identification"] = "AE080331234567890123456".into();
            initiation.insert("Colour".into(), "red".into());
        });
        assert_eq!(
            found,
            [
                (Code::FieldUnexpected, at("Colour")),
                (Code::FieldMissing, at("EndToEndIdentification")),
                (Code::FieldInvalid, at("InstructedAmount.Amount")),
                (Code::UnsupportedAccountIdentifier, at("CreditorAccount.Identification")),
            ]
        );
        assert_eq!(
            flaws(|body| drop(body.as_object_mut().unwrap().remove("Risk"))),
            [(Code::FieldMissing, "Risk".into())]
        );
        assert_eq!(
            flaws(|body| body["Data"]["Initiation"]["CreditorAccount"]["SchemeName"] = "UK.OBIE.Paym".into()),
            [(Code::UnsupportedScheme, at("CreditorAccount.SchemeName"))]
        );
    }

    #[test]
    fn the_reference_of_version_3_is_understood() {
        let mut body = body();
        body["Data"]["Initiation"]["RemittanceInformation"] = json!({ "Reference": "OLD-7" });
        assert_eq!(check_consent(&body).unwrap().reference.as_deref(), Some("OLD-7"));
    }

    #[test]
    fn ibans_are_checked_by_their_checksum() {
        assert!(is_iban("GB82WEST12345698765432"));
        assert!(!is_iban("GB83WEST12345698765432"));
        assert!(!is_iban("gb82west12345698765432"));
    }
}
