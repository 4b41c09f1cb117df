-- What was answered to requests that came with an idempotency key, kept in the transaction of their effect.
CREATE TABLE idempotency_keys (
    account_id  BYTEA NOT NULL,
    mode        TEXT NOT NULL,
    key         TEXT NOT NULL,
    fingerprint BYTEA NOT NULL,
    status      BIGINT NOT NULL,
    body        BYTEA NOT NULL,
    created_at  BIGINT NOT NULL,
    PRIMARY KEY (account_id, mode, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
