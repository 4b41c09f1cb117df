//! Every error code: its status, a title, and what the caller can do.

/// One code of the API.
#[derive(Debug)]
pub struct Entry {
    pub code: &'static str,
    pub status: u16,
    /// The same words every time.
    pub title: &'static str,
    /// What to do about it.
    pub advice: &'static str,
}

macro_rules! catalogue {
    ($($code:literal $status:literal $title:literal $advice:literal)*) => {
        /// Every code, in the order of the document.
        pub const CATALOGUE: &[Entry] =
            &[$(Entry { code: $code, status: $status, title: $title, advice: $advice }),*];
    };
}

catalogue! {
    "malformed_json" 400 "The body is not valid JSON" "Mend the JSON at the line and column named."
    "invalid_parameters" 422 "Parameters are not valid" "Correct each parameter that `errors` names."
    "immutable_field" 422 "The field is fixed when the link is created" "Duplicate the link with the new value."
    "redirect_url_not_registered" 422 "The URL is not registered" "Register the URL for this account and mode, then try again."
    "destination_not_ready" 422 "The destination is not ready" "Give the destination a bank type, or choose another."
    "slug_taken" 422 "The slug is taken" "Choose another slug, or leave it out to get a random one."
    "invalid_idempotency_key" 400 "The idempotency key is not valid" "Send one key of 1 to 255 visible ASCII characters, such as a UUID."
    "idempotency_key_reused" 422 "The idempotency key came with another request" "Use a new key for each request; send the same again only to repeat one."
    "idempotency_in_progress" 409 "The same request is being worked on" "Wait as long as `Retry-After` says, then repeat it with the same key."
    "unauthenticated" 401 "No valid key" "Send `Authorization: Bearer` with a key that is not revoked."
    "forbidden" 403 "Not allowed" "Use a key with the scope this needs."
    "cross_site_request" 403 "The request came from another site" "Open the page itself and try again."
    "form_expired" 403 "The form is out of date" "Load the page again and repeat what you did."
    "not_found" 404 "Not found" "Check the id, and that the key belongs to the account and mode of the object."
    "method_not_allowed" 405 "The method is not allowed here" "Use one of the methods that the `Allow` header names."
    "conflict" 409 "The object changed in the meantime" "Read it again and repeat the request."
    "link_terminal" 409 "The link is used up or expired" "Duplicate the link instead."
    "link_not_terminal" 409 "The link is still in use" "Duplicate the link instead, or wait until it is used up or expired."
    "link_full" 409 "Every place of the link is being paid for" "Wait until a place becomes free."
    "link_disabled" 403 "The link is disabled" "Enable the link first."
    "link_expired" 410 "The link has expired" "Duplicate the link with a later expiry, or create its successor in the dashboard."
    "link_used" 410 "The link has taken all its payments" "Duplicate the link to take more, or create its successor in the dashboard."
    "link_deleted" 410 "The link was deleted" "Create a link instead."
    "usage_not_submitted" 409 "The usage was not submitted to the bank" "Wait for the customer to approve."
    "submission_in_progress" 409 "The payment is being submitted" "Wait for the bank's answer."
    "usage_expired" 409 "The usage has expired" "Let the customer try again."
    "usage_final" 409 "The usage is final" "Let the customer try again."
    "endpoint_not_enabled" 409 "The endpoint is paused or disabled" "Enable the endpoint first."
    "body_incomplete" 408 "The body did not arrive" "Send the whole body within 15 seconds."
    "payload_too_large" 413 "The body is too large" "Send at most 64 KB."
    "unsupported_media_type" 415 "The body is not JSON" "Send `Content-Type: application/json`."
    "too_many_requests" 429 "Too many requests" "Wait as long as `Retry-After` says."
    "internal" 500 "Something went wrong on our side" "Try again; if it stays, tell us the `request_id`."
    "bank_unavailable" 502 "The bank cannot be reached" "Try again in a moment."
    "database_unavailable" 503 "The database cannot be reached" "Wait as long as `Retry-After` says, and repeat the request; with an `Idempotency-Key` nothing happens twice."
    "busy" 503 "Too much to do right now" "Wait as long as `Retry-After` says."
    "timeout" 503 "The request took too long" "Try again in a moment."
}

/// The entry of a code; a code nobody described is a fault of ours.
pub(super) fn entry(code: &str) -> &'static Entry {
    const INTERNAL: &Entry = &Entry {
        code: "internal",
        status: 500,
        title: "Something went wrong on our side",
        advice: "Try again; if it stays, tell us the `request_id`.",
    };
    CATALOGUE.iter().find(|entry| entry.code == code).unwrap_or(INTERNAL)
}
