//! The bodies of the read-write API 4.0, as far as we send and read them.
//!
//! What we send follows from the order alone: the same key must always come with the same body. What we
//! read is taken leniently: an unknown or odd value never makes an answer unreadable that has the rest.

use domain::destination::Scheme;
use serde::{Deserialize, Deserializer, Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::rails::{Order, RailPayment};

/// Reads a value, or its default when it has another shape.
pub(super) fn lenient<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned + Default,
{
    let value = Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

/// `OBWriteDomesticConsent4`, and with a consent id `OBWriteDomestic2`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Request<'a> {
    data: Asked<'a>,
    risk: Risk,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Asked<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    consent_id: Option<&'a str>,
    initiation: Initiation<'a>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Initiation<'a> {
    instruction_identification: &'a str,
    end_to_end_identification: &'a str,
    instructed_amount: Amount,
    creditor_account: Account<'a>,
    remittance_information: Remittance<'a>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Amount {
    amount: String,
    currency: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Account<'a> {
    scheme_name: &'static str,
    identification: &'a str,
    name: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Remittance<'a> {
    structured: [Structured<'a>; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Structured<'a> {
    creditor_reference_information: Reference<'a>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Reference<'a> {
    reference: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Risk {
    payment_context_code: &'static str,
    beneficiary_prepopulated_indicator: bool,
}

impl<'a> Request<'a> {
    /// The body that stages a consent.
    pub(super) fn consent(order: &'a Order) -> Self {
        Self {
            data: Asked { consent_id: None, initiation: Initiation::of(order) },
            risk: Risk {
                payment_context_code: "EcommerceMerchantInitiatedPayment",
                beneficiary_prepopulated_indicator: true,
            },
        }
    }

    /// The body that orders the payment: the same values under the consent's id.
    pub(super) fn payment(order: &'a Order, consent_id: &'a str) -> Self {
        let mut request = Self::consent(order);
        request.data.consent_id = Some(consent_id);
        request
    }
}

impl<'a> Initiation<'a> {
    fn of(order: &'a Order) -> Self {
        let creditor = &order.creditor;
        Self {
            instruction_identification: &order.instruction,
            end_to_end_identification: &order.end_to_end,
            instructed_amount: Amount {
                amount: order.money.decimal(),
                currency: order.money.currency().code(),
            },
            creditor_account: Account {
                scheme_name: match creditor.scheme {
                    Scheme::Iban => "UK.OBIE.IBAN",
                    Scheme::SortCodeAccount => "UK.OBIE.SortCodeAccountNumber",
                },
                identification: &creditor.identification,
                name: &creditor.name,
            },
            remittance_information: Remittance {
                structured: [Structured {
                    creditor_reference_information: Reference { reference: &order.reference },
                }],
            },
        }
    }
}

/// Every answer wraps what it is about.
#[derive(Debug, Deserialize)]
pub(super) struct Answer<T> {
    #[serde(rename = "Data")]
    pub(super) data: T,
}

/// `OBWriteDomesticConsentResponse5`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ConsentAnswer {
    pub(super) consent_id: String,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) status: String,
}

impl ConsentAnswer {
    /// Whether certainly no payment was made of it: a word that we do not know is no such certainty.
    pub(super) fn is_unused(&self) -> bool {
        matches!(self.status.as_str(), "AWAU" | "AUTH" | "RJCT" | "CANC" | "EXPD")
    }
}

/// `OBWriteFundsConfirmationResponse1`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct FundsAnswer {
    pub(super) funds_available_result: FundsAvailable,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct FundsAvailable {
    pub(super) funds_available: bool,
}

/// `OBWriteDomesticResponse5`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct PaymentAnswer {
    pub(super) domestic_payment_id: String,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) consent_id: String,
    #[serde(default, deserialize_with = "lenient")]
    status: String,
    #[serde(default, deserialize_with = "lenient")]
    status_reason: Vec<Value>,
}

impl From<PaymentAnswer> for RailPayment {
    fn from(answer: PaymentAnswer) -> Self {
        let code = |reason: &Value| Some(reason["StatusReasonCode"].as_str()?.to_owned());
        Self {
            id: answer.domestic_payment_id,
            status: domain::payment::PaymentStatus::from_iso(&answer.status),
            reason: answer.status_reason.iter().find_map(code),
            bank_status: answer.status,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::{Money, payment::PaymentStatus};
    use serde_json::json;

    use super::*;
    use crate::rails::Creditor;

    fn order() -> Order {
        Order {
            instruction: "I1".to_owned(),
            end_to_end: "E1".to_owned(),
            money: Money::parse("1.5", "KWD".parse().unwrap()).unwrap(),
            reference: "INV-1042".to_owned(),
            creditor: Creditor {
                name: "Palm & Stone".to_owned(),
                scheme: Scheme::SortCodeAccount,
                identification: "08008021325698".to_owned(),
            },
            language: "ar".to_owned(),
        }
    }

    #[test]
    fn the_order_is_written_as_version_4_wants_it() {
        let initiation = json!({
            "InstructionIdentification": "I1", "EndToEndIdentification": "E1",
            "InstructedAmount": { "Amount": "1.500", "Currency": "KWD" },
            "CreditorAccount": {
                "SchemeName": "UK.OBIE.SortCodeAccountNumber", "Identification": "08008021325698",
                "Name": "Palm & Stone",
            },
            "RemittanceInformation": {
                "Structured": [{ "CreditorReferenceInformation": { "Reference": "INV-1042" } }],
            },
        });
        let risk = json!({
            "PaymentContextCode": "EcommerceMerchantInitiatedPayment", "BeneficiaryPrepopulatedIndicator": true,
        });
        let order = order();
        assert_eq!(
            serde_json::to_value(Request::consent(&order)).unwrap(),
            json!({ "Data": { "Initiation": initiation }, "Risk": risk })
        );
        assert_eq!(
            serde_json::to_value(Request::payment(&order, "c1")).unwrap(),
            json!({ "Data": { "ConsentId": "c1", "Initiation": initiation }, "Risk": risk })
        );
    }

    fn payment(data: Value) -> RailPayment {
        serde_json::from_value::<PaymentAnswer>(data).unwrap().into()
    }

    #[test]
    fn odd_values_do_not_make_a_payment_unreadable() {
        for (status, reasons) in [
            (json!("BRANDNEW"), json!([])),
            (json!(7), json!("none")),
            (json!(null), json!(null)),
            (json!({}), json!([{ "StatusReasonCode": 4 }, 5])),
        ] {
            let read = payment(
                json!({ "DomesticPaymentId": "p1", "Status": status, "StatusReason": reasons, "New": {} }),
            );
            assert_eq!((read.status, read.reason), (PaymentStatus::Pending, None), "{status}");
        }
        let bare = payment(json!({ "DomesticPaymentId": "p1" }));
        assert_eq!(bare.status, PaymentStatus::Pending);
    }

    #[test]
    fn a_rejection_carries_its_reason() {
        let reasons = json!([{ "StatusReasonDescription": "x" }, { "StatusReasonCode": "AM04" }]);
        let read = payment(json!({ "DomesticPaymentId": "p1", "Status": "RJCT", "StatusReason": reasons }));
        assert_eq!((read.status, read.reason.as_deref()), (PaymentStatus::Rejected, Some("AM04")));
    }
}
