//! Every reason for a no: a stable code and, where a field is to blame, which one.

use serde::{Deserialize, Serialize};

/// Why an operation or a transition is refused. The code is part of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    #[error("the link is used up or expired and cannot change status; create or duplicate a link instead")]
    LinkTerminal,
    #[error("the link is still in use; only one that is used up or expired has a successor")]
    LinkNotTerminal,
    #[error("the link has expired")]
    LinkExpired,
    #[error("the link is disabled")]
    LinkDisabled,
    #[error("the link has taken all its payments")]
    LinkUsed,
    #[error("the link was deleted")]
    LinkDeleted,
    #[error("every place of this link is being paid for right now")]
    LinkFull,
    #[error("this field is fixed when the link is created; duplicate the link to change it")]
    ImmutableField,
    #[error("register the URL for this account and mode first")]
    RedirectUrlNotRegistered,
    #[error("the destination has no bank type yet; set one before using it for a link")]
    DestinationNotReady,
    #[error("the slug is taken; choose another")]
    SlugTaken,
    #[error("the usage was not submitted to the bank")]
    UsageNotSubmitted,
    #[error("the payment is being submitted to the bank")]
    SubmissionInProgress,
    #[error("the usage has expired")]
    UsageExpired,
    #[error("the usage is final")]
    UsageFinal,
    #[error("the endpoint is paused or disabled; enable it first")]
    EndpointNotEnabled,
}

impl Refusal {
    pub const ALL: [Self; 16] = [
        Self::LinkTerminal,
        Self::LinkNotTerminal,
        Self::LinkExpired,
        Self::LinkDisabled,
        Self::LinkUsed,
        Self::LinkDeleted,
        Self::LinkFull,
        Self::ImmutableField,
        Self::RedirectUrlNotRegistered,
        Self::DestinationNotReady,
        Self::SlugTaken,
        Self::UsageNotSubmitted,
        Self::SubmissionInProgress,
        Self::UsageExpired,
        Self::UsageFinal,
        Self::EndpointNotEnabled,
    ];

    /// The stable code of the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::LinkTerminal => "link_terminal",
            Self::LinkNotTerminal => "link_not_terminal",
            Self::LinkExpired => "link_expired",
            Self::LinkDisabled => "link_disabled",
            Self::LinkUsed => "link_used",
            Self::LinkDeleted => "link_deleted",
            Self::LinkFull => "link_full",
            Self::ImmutableField => "immutable_field",
            Self::RedirectUrlNotRegistered => "redirect_url_not_registered",
            Self::DestinationNotReady => "destination_not_ready",
            Self::SlugTaken => "slug_taken",
            Self::UsageNotSubmitted => "usage_not_submitted",
            Self::SubmissionInProgress => "submission_in_progress",
            Self::UsageExpired => "usage_expired",
            Self::UsageFinal => "usage_final",
            Self::EndpointNotEnabled => "endpoint_not_enabled",
        }
    }
}

/// One wrong parameter: which, a stable code, and what to do in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldError {
    /// The parameter's path, such as `payment_details.amount` or `identifiers[1].limit`.
    pub param: String,
    /// A stable code, such as `invalid_amount`.
    pub code: String,
    /// What is wrong and what to do, in plain English.
    pub detail: String,
}

impl FieldError {
    pub fn new(param: impl Into<String>, code: impl Into<String>, detail: impl ToString) -> Self {
        Self { param: param.into(), code: code.into(), detail: detail.to_string() }
    }
}
