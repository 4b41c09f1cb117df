//! What only the numbering plans of all countries know.

/// Whether a number in E.164 is one that exists in its country.
pub fn is_phone(number: &str) -> bool {
    let plans = &rlibphonenumber::PHONE_NUMBER_UTIL;
    plans.parse(number, None).is_ok_and(|number| plans.is_valid_number(&number))
}
