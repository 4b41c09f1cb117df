# Creates a payment link and prints its address. Sent again with the same Idempotency-Key, it is still one link.
import json
import os
import urllib.error
import urllib.request

request = urllib.request.Request(
    os.environ["REMIT_URL"] + "/api/v1/payment_links",
    method="POST",
    headers={
        "Authorization": "Bearer " + os.environ["REMIT_API_KEY"],
        "Content-Type": "application/json",
        "Idempotency-Key": "order-1042-python",
    },
    data=json.dumps({
        "title": "Ceramics workshop, 12 June",
        "payment_details": {"amount": "150.00", "currency": "AED", "reference": "INV-1042"},
    }).encode(),
)
try:
    with urllib.request.urlopen(request) as response:
        link = json.load(response)
except urllib.error.HTTPError as error:
    problem = json.load(error)
    raise SystemExit(f"{problem['code']}: {problem['detail']}")

print(link["url"])
