//! The payment order, and asking what became of it.

use secrecy::ExposeSecret as _;

use super::{
    session::Session,
    types::{Answer, PaymentAnswer, Request},
};
use crate::rails::{Approval, Order, RailError, RailPayment};

const PAYMENTS: &str = "domestic-payments";

impl Session<'_> {
    /// Sends the order; with the same key, finds the payment that was made before.
    pub(super) async fn submit(
        &self,
        order: &Order,
        approval: &Approval,
        key: &str,
    ) -> Result<RailPayment, RailError> {
        let consent = approval.consent_id.as_str();
        let request = self.post(&[PAYMENTS], key, &Request::payment(order, consent))?;
        let reply = self.call(request.bearer_auth(approval.token.expose_secret())).await?;
        match reply.read::<Answer<PaymentAnswer>>() {
            Ok(answer) if answer.data.consent_id == consent => Ok(answer.data.into()),
            Ok(_) => Err(RailError::Unknown("the answer is about another consent".to_owned())),
            Err(refused @ RailError::Refused { .. }) => Err(self.doubt(consent, refused).await),
            Err(error) => Err(error),
        }
    }

    /// A refused order is only believed while its consent is unused: an earlier sending, whose answer
    /// was lost, may have made the payment, and this one be refused for its late token.
    async fn doubt(&self, consent: &str, refused: RailError) -> RailError {
        match self.is_unused(consent).await {
            Ok(true) => refused,
            Ok(false) => RailError::Unknown(format!("{refused}; but the consent may have been used")),
            Err(error) => RailError::Unknown(format!("{refused}; and the consent: {error}")),
        }
    }

    /// Asks for a payment's status.
    pub(super) async fn status(&self, payment: &str) -> Result<RailPayment, RailError> {
        let reply = self.call_as_client(|| self.get(&[PAYMENTS, payment])).await?;
        let answer: Answer<PaymentAnswer> = reply.read()?;
        if answer.data.domestic_payment_id == payment {
            Ok(answer.data.into())
        } else {
            Err(RailError::Unknown("the answer is about another payment".to_owned()))
        }
    }
}
