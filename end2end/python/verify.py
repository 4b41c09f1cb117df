"""Verifies one webhook with the official library: reads {secret, headers, body} as JSON, prints the event."""

import json
import sys

from standardwebhooks import Webhook

given = json.load(sys.stdin)
event = Webhook(given["secret"]).verify(given["body"], given["headers"])
json.dump(event, sys.stdout)
