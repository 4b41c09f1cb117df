-- The place of an event in the order in which its account and mode are told, without gaps: given after the commit, by
-- one dispatcher at a time. NULL until then; 0 for a test of an endpoint, which has no place.
ALTER TABLE events ADD COLUMN sequence BIGINT;
CREATE INDEX events_unsequenced ON events (id) WHERE sequence IS NULL;
CREATE UNIQUE INDEX events_sequence ON events (account_id, mode, sequence) WHERE sequence > 0;
CREATE INDEX events_type ON events (account_id, mode, type, id);

-- The last place that was given.
CREATE TABLE event_sequences (
    account_id BLOB NOT NULL,
    mode       TEXT NOT NULL,
    last       BIGINT NOT NULL,
    PRIMARY KEY (account_id, mode)
) WITHOUT ROWID;

-- One row. Who changes it gives places until the end of its transaction; others wait.
CREATE TABLE event_turns (
    id    BIGINT PRIMARY KEY,
    turns BIGINT NOT NULL
);
INSERT INTO event_turns (id, turns) VALUES (1, 0);

CREATE TABLE webhook_endpoints (
    id               BLOB PRIMARY KEY,
    account_id       BLOB NOT NULL REFERENCES accounts (id),
    mode             TEXT NOT NULL,
    url              TEXT NOT NULL,
    -- A list of types as JSON, or ["*"].
    events           TEXT NOT NULL,
    description      TEXT,
    status           TEXT NOT NULL,
    disabled_reason  TEXT,
    secret           BLOB NOT NULL,
    -- The one before, valid for a while after a rotation.
    old_secret       BLOB,
    old_secret_until BIGINT,
    -- The first failure since the last success.
    failing_since    BIGINT,
    -- What has a later place and a type of the list has a delivery.
    from_sequence    BIGINT NOT NULL,
    created_at       BIGINT NOT NULL,
    updated_at       BIGINT NOT NULL,
    deleted_at       BIGINT
);
CREATE INDEX webhook_endpoints_account ON webhook_endpoints (account_id, mode, id) WHERE deleted_at IS NULL;

CREATE TABLE webhook_deliveries (
    id              BLOB PRIMARY KEY,
    account_id      BLOB NOT NULL,
    mode            TEXT NOT NULL,
    endpoint_id     BLOB NOT NULL REFERENCES webhook_endpoints (id),
    event_id        BLOB NOT NULL REFERENCES events (id),
    object_id       BLOB NOT NULL,
    sequence        BIGINT NOT NULL,
    status          TEXT NOT NULL,
    -- All that were made, and those since a retry was last asked for.
    attempts        BIGINT NOT NULL,
    tries           BIGINT NOT NULL,
    -- When it is due; while it is sent, when its lease runs out; NULL when nothing is left to do.
    next_attempt_at BIGINT,
    created_at      BIGINT NOT NULL,
    UNIQUE (endpoint_id, event_id)
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (endpoint_id, next_attempt_at)
    WHERE next_attempt_at IS NOT NULL;
-- What has not been sent yet: the next event about the same object waits for it.
CREATE INDEX webhook_deliveries_unsent ON webhook_deliveries (endpoint_id, object_id, sequence)
    WHERE attempts = 0 AND next_attempt_at IS NOT NULL;
CREATE INDEX webhook_deliveries_account ON webhook_deliveries (account_id, mode, id);
CREATE INDEX webhook_deliveries_event ON webhook_deliveries (event_id, id);
CREATE INDEX webhook_deliveries_endpoint ON webhook_deliveries (endpoint_id, id);
CREATE INDEX webhook_deliveries_undelivered ON webhook_deliveries (endpoint_id, sequence)
    WHERE status IN ('FAILED', 'SKIPPED');

CREATE TABLE webhook_attempts (
    delivery_id     BLOB NOT NULL REFERENCES webhook_deliveries (id),
    number          BIGINT NOT NULL,
    -- As they were sent, as JSON.
    request_headers TEXT NOT NULL,
    answer_status   BIGINT,
    -- Its first 4 KB.
    answer_body     BLOB,
    error           TEXT,
    error_detail    TEXT,
    started_at      BIGINT NOT NULL,
    duration        BIGINT NOT NULL,
    -- From the event to the start of this attempt.
    lag             BIGINT NOT NULL,
    PRIMARY KEY (delivery_id, number)
);
