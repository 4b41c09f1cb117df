//! What every part of a public page needs to know.

use super::model::Merchant;
use crate::i18n::{checkout::PageTexts, fill};

/// The words of the page and whose page it is.
#[derive(Clone)]
pub(super) struct Context {
    pub texts: &'static PageTexts,
    pub merchant: Merchant,
}

impl Context {
    /// A text with the merchant's name and further values in place.
    pub fn fill(&self, text: &str, values: &[(&str, &str)]) -> String {
        let mut values = values.to_vec();
        values.push(("merchant", &self.merchant.name));
        fill(text, &values)
    }
}
