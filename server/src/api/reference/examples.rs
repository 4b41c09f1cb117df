//! One example of each object, as the API shows it.

use serde_json::{Value, json};

const LINK: &str = "plink_01Hq2mVZr5xT8nK3cW7dYb4Q";
const USAGE: &str = "use_01Hq2mXw4pQ9sJ6fL2gRtE4Q";
const PAYMENT: &str = "pay_01Hq2mYk7vB3hN8aD5jUwC4Q";
const CUSTOMER: &str = "cus_01Hq2mTg6zM4rP9eS1kXfV4Q";
const DESTINATION: &str = "dst_01Hq2mRb3yG7wF2uH8nLqA4Q";
const ENDPOINT: &str = "whe_01Hq2mSd9cE5tJ1iK6oZpB4Q";
pub(super) const EVENT: &str = "evt_01Hq2n0F8xV2bM7rT4yWsQ4Q";
/// Of one attempt to deliver it.
pub(super) const TIMESTAMP: &str = "1780395342";
pub(super) const SIGNATURE: &str = "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=";
const MADE: &str = "2026-06-01T09:00:00Z";

pub(super) fn deleted(id: &str, object: &str) -> Value {
    json!({ "id": id, "object": object, "mode": "test", "deleted": true })
}

pub(super) fn deleted_link() -> Value {
    deleted(LINK, "payment_link")
}

pub(super) fn link() -> Value {
    json!({
        "id": LINK, "object": "payment_link", "mode": "test", "name": "Summer workshops",
        "title": "Ceramics workshop, 12 June", "description": null, "slug": "7hKqW3nPxR2d",
        "url": "https://pay.example.com/l/7hKqW3nPxR2d", "status": "ACTIVE",
        "payment_details": {
            "amount": "150.00", "currency": "AED", "reference": "INV-1042", "destination_id": DESTINATION,
        },
        "identifiers": [
            { "key": "phone", "type": "MOBILE_PHONE", "display_label": null, "required": true, "limit": null },
            { "key": "email", "type": "EMAIL", "display_label": null, "required": false, "limit": null },
        ],
        "max_usages": 20, "completed_usages": 3, "reserved_usages": 1,
        "expires_at": "2027-06-30T19:59:00Z", "redirect_url": null, "cancel_url": null, "customer_id": null,
        "metadata": { "season": "summer" }, "created_at": MADE, "updated_at": MADE,
    })
}

pub(super) fn new_link() -> Value {
    json!({
        "title": "Ceramics workshop, 12 June",
        "payment_details": { "amount": "150.00", "currency": "AED", "reference": "INV-1042" },
        "identifiers": [{ "type": "MOBILE_PHONE" }, { "type": "EMAIL", "required": false }],
        "max_usages": 20,
        "metadata": { "season": "summer" },
    })
}

pub(super) fn usage() -> Value {
    json!({
        "id": USAGE, "object": "usage", "mode": "test", "payment_link_id": LINK, "status": "PAYMENT_CREATED",
        "amount": "150.00", "currency": "AED",
        "identifiers": [
            { "key": "phone", "type": "MOBILE_PHONE", "label": "Mobile phone", "value": "+971501234567" },
        ],
        "payment_id": PAYMENT, "payment_status": "SETTLED", "customer_id": null, "failure": null,
        "page_url": "https://pay.example.com/u/Yb3tW8kQm5vZr2xN7hJc", "started_at": "2026-06-02T10:15:00Z",
        "expires_at": "2026-06-02T10:30:00Z", "finished_at": "2026-06-02T10:15:42Z", "reversed_at": null,
    })
}

pub(super) fn payment() -> Value {
    json!({
        "id": PAYMENT, "object": "payment", "mode": "test", "payment_link_id": LINK, "usage_id": USAGE,
        "status": "SETTLED", "amount": "150.00", "currency": "AED", "reference": "INV-1042", "rail": "bank",
        "bank_id": "falcon", "bank_payment_id": "58923", "bank_status": "ACSC", "reason_code": null,
        "destination": {
            "name": "Palm & Stone LLC", "scheme": "IBAN", "identification": "AE070331234567890123456",
        },
        "created_at": "2026-06-02T10:15:40Z", "updated_at": "2026-06-02T10:15:42Z",
    })
}

pub(super) fn customer() -> Value {
    json!({
        "id": CUSTOMER, "object": "customer", "mode": "test", "name": "Lina Haddad", "email": "lina@example.com",
        "phone": "+971501234567", "reference": "CRM-42", "metadata": {}, "created_at": MADE, "updated_at": MADE,
    })
}

pub(super) fn deleted_customer() -> Value {
    deleted(CUSTOMER, "customer")
}

pub(super) fn destination() -> Value {
    json!({
        "id": DESTINATION, "object": "destination", "mode": "test", "name": "Main account",
        "holder": "Palm & Stone LLC", "scheme": "IBAN", "identification": "AE070331234567890123456",
        "country": "AE", "bank_type": "SME", "is_default": true, "created_at": MADE, "updated_at": MADE,
    })
}

pub(super) fn deleted_destination() -> Value {
    deleted(DESTINATION, "destination")
}

pub(super) fn redirect_url() -> Value {
    json!({
        "id": "rurl_01Hq2mUe1aW6qX9vC3bNkM4Q", "object": "redirect_url", "mode": "test",
        "url": "https://shop.example.com/thanks", "created_at": MADE,
    })
}

pub(super) fn deleted_redirect_url() -> Value {
    deleted("rurl_01Hq2mUe1aW6qX9vC3bNkM4Q", "redirect_url")
}

pub(super) fn account() -> Value {
    json!({
        "id": "acct_01Hq2mPa0sD4fG7hJ9kLzX4Q", "object": "account", "name": "Palm & Stone", "time_zone": "Asia/Dubai",
        "contact_email": "help@palm.example", "contact_phone": null, "accent": "teal",
        "return_secret": "6f1c0e5b9a7d4e2f8c3b6a1d0e9f7c5b4a3d2e1f0c9b8a7d6e5f4c3b2a1d0e9f",
        "notices": { "payments": true, "trouble": true, "language": "en" },
    })
}

/// An endpoint as it is shown but when it was just made.
pub(super) fn endpoint() -> Value {
    json!({
        "id": ENDPOINT, "object": "webhook_endpoint", "mode": "test", "url": "https://shop.example.com/webhooks",
        "events": ["usage.payment_created", "usage.failed"], "description": null, "status": "ENABLED",
        "disabled_reason": null, "created_at": MADE, "updated_at": MADE,
    })
}

/// The same with its secret.
pub(super) fn endpoint_with_secret() -> Value {
    let mut endpoint = endpoint();
    endpoint["secret"] = json!("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    endpoint
}

pub(super) fn deleted_endpoint() -> Value {
    deleted(ENDPOINT, "webhook_endpoint")
}

pub(super) fn retried() -> Value {
    json!({
        "object": "webhook_retry", "mode": "test", "webhook_endpoint_id": ENDPOINT, "since": MADE,
        "deliveries": 12, "has_more": false,
    })
}

pub(super) fn event() -> Value {
    json!({
        "id": EVENT, "object": "event", "type": "usage.payment_created", "mode": "test", "sequence": 42,
        "created_at": "2026-06-02T10:15:42.120Z", "data": usage(),
    })
}

pub(super) fn delivery() -> Value {
    json!({
        "id": "whd_01Hq2n1J5kZ8cR3vP6wTxY4Q", "object": "webhook_delivery", "mode": "test", "event_id": EVENT,
        "webhook_endpoint_id": ENDPOINT, "status": "SUCCEEDED", "next_attempt_at": null,
        "created_at": "2026-06-02T10:15:42.120Z",
        "attempts": [{
            "number": 1, "started_at": "2026-06-02T10:15:42.160Z", "duration_ms": 85, "lag_ms": 40,
            "request": { "headers": {
                "content-type": "application/json", "webhook-id": EVENT, "webhook-timestamp": TIMESTAMP,
                "webhook-signature": SIGNATURE,
            } },
            "response": { "status": 204, "body": "" }, "error": null,
        }],
    })
}

/// The delivery of a test that was just asked for.
pub(super) fn test_delivery() -> Value {
    let mut delivery = delivery();
    delivery["status"] = json!("PENDING");
    delivery["next_attempt_at"] = delivery["created_at"].clone();
    delivery["attempts"] = json!([]);
    delivery
}
