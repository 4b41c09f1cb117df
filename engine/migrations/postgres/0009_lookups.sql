-- Lists are narrowed by one more column than the account's. An index that begins with all columns of a filter is found
-- without statistics: SQLite takes the one with the most equalities.
DROP INDEX webhook_deliveries_event;
DROP INDEX webhook_deliveries_endpoint;
CREATE INDEX webhook_deliveries_event ON webhook_deliveries (event_id, account_id, mode, id);
CREATE INDEX webhook_deliveries_endpoint ON webhook_deliveries (endpoint_id, account_id, mode, id);
CREATE INDEX webhook_deliveries_status ON webhook_deliveries (account_id, mode, status, id);
DROP INDEX events_link;
CREATE INDEX events_link ON events (link_id, account_id, mode, id);
CREATE INDEX payments_status ON payments (account_id, mode, status, id);
CREATE INDEX payments_reference ON payments (account_id, mode, reference, id);
