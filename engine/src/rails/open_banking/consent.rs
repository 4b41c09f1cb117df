//! Payment consents: staging one, and asking whether the account behind it holds enough.

use secrecy::ExposeSecret as _;

use super::{
    session::Session,
    types::{Answer, ConsentAnswer, FundsAnswer, Request},
};
use crate::rails::{Approval, Order, RailError};

const CONSENTS: &str = "domestic-payment-consents";

impl Session<'_> {
    /// Stages what is to be approved; with the same key, finds what was staged before. Gives its id.
    pub(super) async fn stage(&self, order: &Order, key: &str) -> Result<String, RailError> {
        let body = Request::consent(order);
        let reply = self.call_as_client(|| self.post(&[CONSENTS], key, &body)).await?;
        let answer: Answer<ConsentAnswer> = reply.read()?;
        Ok(answer.data.consent_id)
    }

    /// Whether the account that the customer chose holds enough.
    pub(super) async fn confirm_funds(&self, approval: &Approval) -> Result<bool, RailError> {
        let path = [CONSENTS, &approval.consent_id, "funds-confirmation"];
        let request = self.get(&path)?.bearer_auth(approval.token.expose_secret());
        let answer: Answer<FundsAnswer> = self.call(request).await?.read()?;
        Ok(answer.data.funds_available_result.funds_available)
    }

    /// Whether certainly no payment was made of a consent.
    pub(super) async fn is_unused(&self, consent: &str) -> Result<bool, RailError> {
        let reply = self.call_as_client(|| self.get(&[CONSENTS, consent])).await?;
        let answer: Answer<ConsentAnswer> = reply.read()?;
        Ok(answer.data.consent_id == consent && answer.data.is_unused())
    }
}
