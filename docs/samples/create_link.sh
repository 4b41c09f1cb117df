#!/usr/bin/env bash
# Creates a payment link and prints it. Sent again with the same Idempotency-Key, it is still one link.
set -euo pipefail

curl --fail-with-body --silent --show-error "$REMIT_URL/api/v1/payment_links" \
  -H "Authorization: Bearer $REMIT_API_KEY" \
  -H "Content-Type: application/json" \
  -H "Idempotency-Key: order-1042-curl" \
  -d '{
    "title": "Ceramics workshop, 12 June",
    "payment_details": {"amount": "150.00", "currency": "AED", "reference": "INV-1042"}
  }'
