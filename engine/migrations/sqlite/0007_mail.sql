-- Letters to people: written in the transaction that caused them, sent by a job. Of one that was sent or given up
-- only the fact stays: neither whom it went to nor what it said.
CREATE TABLE mails (
    id          BLOB PRIMARY KEY,
    account_id  BLOB NOT NULL REFERENCES accounts (id),
    kind        TEXT NOT NULL,
    locale      TEXT NOT NULL,
    state       TEXT NOT NULL,
    recipient   TEXT,
    letter      TEXT,
    tries       BIGINT NOT NULL DEFAULT 0,
    next_try_at BIGINT,
    -- What the mail server answered when it was given up.
    code        BIGINT,
    created_at  BIGINT NOT NULL,
    finished_at BIGINT
);
CREATE INDEX mails_due ON mails (next_try_at) WHERE next_try_at IS NOT NULL;

-- Whoever has the token that was mailed may set a new password, once.
CREATE TABLE password_resets (
    token_hash BLOB PRIMARY KEY,
    user_id    BLOB NOT NULL REFERENCES users (id),
    expires_at BIGINT NOT NULL
);
CREATE INDEX password_resets_user ON password_resets (user_id);
CREATE INDEX password_resets_expiry ON password_resets (expires_at);

-- What an account's people are told of by mail, and in which language.
ALTER TABLE accounts ADD COLUMN notify_payments BIGINT NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN notify_trouble BIGINT NOT NULL DEFAULT 1;
ALTER TABLE accounts ADD COLUMN notify_locale TEXT NOT NULL DEFAULT 'en';
