-- When Remit gave an endpoint up; NULL while it has not.
ALTER TABLE webhook_endpoints ADD COLUMN disabled_at BIGINT;
UPDATE webhook_endpoints SET disabled_at = updated_at WHERE status = 'DISABLED';

-- What an endpoint has missed, as its page lists it.
CREATE INDEX webhook_deliveries_failed ON webhook_deliveries (endpoint_id, account_id, mode, id)
    WHERE status = 'FAILED';
CREATE INDEX webhook_deliveries_skipped ON webhook_deliveries (endpoint_id, account_id, mode, id)
    WHERE status = 'SKIPPED';
