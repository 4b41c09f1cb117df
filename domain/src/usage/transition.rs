//! The one function that decides every step of a payment attempt.

use super::{UsageEvent, UsageState};
use crate::Refusal;

/// What the caller must write in the same transaction as the new state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// `started - 1`: the slot is free again.
    ReleaseSlot,
    /// `started - 1`, `completed + 1`: the slot is taken for good.
    CompleteSlot,
    /// Record the event `usage.payment_created`.
    EmitPaymentCreated,
    /// Record the event `usage.failed`.
    EmitFailed,
    /// Record the event `usage.expired`.
    EmitExpired,
    /// Set `reversed_at` and record the event `usage.reversed`.
    EmitReversed,
}

/// What an event comes to in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transition {
    Applied {
        next: UsageState,
        effects: &'static [Effect],
    },
    /// Seen before, or changes nothing: a success.
    AlreadyApplied,
    Refused(Refusal),
}

/// Decides (`DESIGN` §3.3). Exhaustive on purpose: a new state or event does not compile until every
/// pair has an answer. Banks repeat themselves and arrive late, so nothing here may assume an order.
pub const fn transition(state: UsageState, event: UsageEvent) -> Transition {
    use UsageEvent as E;
    use UsageState as S;
    match (state, event) {
        (S::AwaitingCustomer, E::CustomerApproved) => applied(S::Submitting, &[]),
        (S::AwaitingCustomer, E::BankUnavailable | E::CustomerDeclined) => {
            applied(S::Failed, &[Effect::ReleaseSlot, Effect::EmitFailed])
        }
        (S::AwaitingCustomer, E::DeadlinePassed) => {
            applied(S::Expired, &[Effect::ReleaseSlot, Effect::EmitExpired])
        }
        // No order was sent, so there can be no payment of it.
        (
            S::AwaitingCustomer,
            E::OrderRefused
            | E::PaymentPending
            | E::PaymentHeld
            | E::PaymentAccepted
            | E::PaymentSettled
            | E::PaymentRejected,
        ) => Transition::Refused(Refusal::UsageNotSubmitted),

        (S::Submitting, E::PaymentAccepted | E::PaymentSettled) => {
            applied(S::PaymentCreated, &[Effect::CompleteSlot, Effect::EmitPaymentCreated])
        }
        (S::Submitting, E::OrderRefused | E::PaymentRejected) => {
            applied(S::Failed, &[Effect::ReleaseSlot, Effect::EmitFailed])
        }
        (S::Submitting, E::CustomerApproved | E::PaymentPending | E::PaymentHeld) => {
            Transition::AlreadyApplied
        }
        // Money may move: neither time nor a late word from the browser ends it.
        (S::Submitting, E::BankUnavailable | E::CustomerDeclined | E::DeadlinePassed) => {
            Transition::Refused(Refusal::SubmissionInProgress)
        }

        (S::PaymentCreated, E::PaymentRejected) => applied(S::Reversed, &[Effect::EmitReversed]),
        (
            S::PaymentCreated,
            E::CustomerApproved | E::PaymentPending | E::PaymentHeld | E::PaymentAccepted | E::PaymentSettled,
        )
        | (S::Reversed, E::CustomerApproved | E::PaymentRejected)
        | (S::Failed, E::BankUnavailable | E::CustomerDeclined | E::OrderRefused | E::PaymentRejected)
        | (S::Expired, E::DeadlinePassed) => Transition::AlreadyApplied,

        (S::Expired, E::CustomerApproved) => Transition::Refused(Refusal::UsageExpired),
        (
            S::PaymentCreated | S::Reversed | S::Expired,
            E::BankUnavailable | E::CustomerDeclined | E::OrderRefused,
        )
        | (S::PaymentCreated | S::Reversed | S::Failed, E::DeadlinePassed)
        | (S::Failed, E::CustomerApproved)
        | (
            S::Reversed | S::Failed | S::Expired,
            E::PaymentPending | E::PaymentHeld | E::PaymentAccepted | E::PaymentSettled,
        )
        | (S::Expired, E::PaymentRejected) => Transition::Refused(Refusal::UsageFinal),
    }
}

const fn applied(next: UsageState, effects: &'static [Effect]) -> Transition {
    Transition::Applied { next, effects }
}

/// The table of all pairs, as Markdown: published as `docs/usage-lifecycle.md`.
pub fn table() -> String {
    let mut rows = String::from("| state | event | becomes | effects |\n|---|---|---|---|\n");
    for state in UsageState::ALL {
        for event in UsageEvent::ALL {
            let (next, effects) = match transition(state, event) {
                Transition::Applied { next, effects } => {
                    let effects: Vec<_> = effects.iter().map(|effect| format!("{effect:?}")).collect();
                    (format!("**{next:?}** (`{}`)", next.status().as_str()), effects.join(", "))
                }
                Transition::AlreadyApplied => ("unchanged".to_owned(), String::new()),
                Transition::Refused(refusal) => (format!("refused: `{}`", refusal.code()), String::new()),
            };
            rows.push_str(&format!("| {state:?} | {event:?} | {next} | {effects} |\n"));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::usage::UsageStatus;

    #[test]
    fn the_golden_table_has_every_pair() {
        let golden = include_str!("transition.golden.md");
        assert_eq!(table(), golden, "a transition changed: if that is meant, update transition.golden.md");
    }

    fn any_run() -> impl Strategy<Value = Vec<UsageEvent>> {
        prop::collection::vec(prop::sample::select(UsageEvent::ALL.to_vec()), 0..30)
    }

    proptest! {
        /// Slots balance over any order of events: one while the state holds a slot, none after.
        #[test]
        fn slots_balance(run in any_run()) {
            let (mut state, mut started, mut completed) = (UsageState::AwaitingCustomer, 1, 0);
            for event in run {
                if let Transition::Applied { next, effects } = transition(state, event) {
                    for effect in effects {
                        match effect {
                            Effect::ReleaseSlot => started -= 1,
                            Effect::CompleteSlot => { started -= 1; completed += 1; }
                            _ => {}
                        }
                    }
                    state = next;
                }
                let expected = match state.status() {
                    UsageStatus::Started => (1, 0),
                    UsageStatus::PaymentCreated => (0, 1),
                    UsageStatus::Failed | UsageStatus::Expired => (0, 0),
                };
                prop_assert_eq!((started, completed), expected);
            }
        }

        /// `PAYMENT_CREATED`, `FAILED` and `EXPIRED` are final.
        #[test]
        fn a_final_status_stays(run in any_run()) {
            let (mut state, mut final_status) = (UsageState::AwaitingCustomer, None);
            for event in run {
                if let Transition::Applied { next, .. } = transition(state, event) {
                    state = next;
                }
                if let Some(status) = final_status {
                    prop_assert_eq!(state.status(), status);
                } else if state.status() != UsageStatus::Started {
                    final_status = Some(state.status());
                }
            }
        }

        /// The same event twice in a row never has an effect twice.
        #[test]
        fn an_event_repeated_changes_nothing(run in any_run()) {
            let mut state = UsageState::AwaitingCustomer;
            for event in run {
                if let Transition::Applied { next, .. } = transition(state, event) {
                    state = next;
                    let repeated = transition(state, event);
                    prop_assert!(!matches!(repeated, Transition::Applied { .. }), "{:?} {:?}", state, event);
                }
            }
        }

        /// Money may only move after the claim, and a claimed usage cannot expire.
        #[test]
        fn a_claimed_usage_never_expires(run in any_run()) {
            let (mut state, mut claimed) = (UsageState::AwaitingCustomer, false);
            for event in run {
                if let Transition::Applied { next, .. } = transition(state, event) {
                    claimed |= next == UsageState::Submitting;
                    state = next;
                }
                prop_assert!(!(claimed && state == UsageState::Expired));
            }
        }
    }
}
