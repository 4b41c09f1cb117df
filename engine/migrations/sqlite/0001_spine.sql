-- Ids are the 16 bytes of a UUIDv7, times are UTC milliseconds, booleans are 0 or 1, JSON is TEXT.
CREATE TABLE accounts (
    id            BLOB PRIMARY KEY,
    name          TEXT NOT NULL,
    time_zone     TEXT NOT NULL,
    contact_email TEXT,
    contact_phone TEXT,
    return_secret BLOB NOT NULL,
    created_at    BIGINT NOT NULL
);

CREATE TABLE users (
    id            BLOB PRIMARY KEY,
    account_id    BLOB NOT NULL REFERENCES accounts (id),
    email         TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    role          TEXT NOT NULL,
    created_at    BIGINT NOT NULL
);

CREATE TABLE sessions (
    token_hash BLOB PRIMARY KEY,
    user_id    BLOB NOT NULL REFERENCES users (id),
    mode       TEXT NOT NULL,
    csrf       TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- Failed sign-ins by what was tried, so that guessing is slowed whether or not the user exists.
CREATE TABLE sign_in_failures (
    subject      BLOB PRIMARY KEY,
    failures     BIGINT NOT NULL,
    last_at      BIGINT NOT NULL
);
CREATE INDEX sign_in_failures_age ON sign_in_failures (last_at);

CREATE TABLE api_keys (
    id           BLOB PRIMARY KEY,
    account_id   BLOB NOT NULL REFERENCES accounts (id),
    mode         TEXT NOT NULL,
    name         TEXT NOT NULL,
    hash         BLOB NOT NULL UNIQUE,
    hint         TEXT NOT NULL,
    scopes       TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    last_used_at BIGINT,
    revoked_at   BIGINT
);
CREATE INDEX api_keys_account ON api_keys (account_id, mode, id);

-- Remit's own signing keys towards banks.
CREATE TABLE signing_keys (
    kid        TEXT PRIMARY KEY,
    mode       TEXT NOT NULL UNIQUE,
    pkcs8      BLOB NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE destinations (
    id             BLOB PRIMARY KEY,
    account_id     BLOB NOT NULL REFERENCES accounts (id),
    mode           TEXT NOT NULL,
    name           TEXT NOT NULL,
    holder         TEXT NOT NULL,
    scheme         TEXT NOT NULL,
    identification TEXT NOT NULL,
    country        TEXT NOT NULL,
    bank_type      TEXT,
    is_default     BIGINT NOT NULL,
    created_at     BIGINT NOT NULL,
    updated_at     BIGINT NOT NULL,
    deleted_at     BIGINT
);
CREATE INDEX destinations_account ON destinations (account_id, mode, id);
CREATE UNIQUE INDEX destinations_default ON destinations (account_id, mode) WHERE is_default = 1 AND deleted_at IS NULL;

CREATE TABLE redirect_urls (
    id         BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    mode       TEXT NOT NULL,
    url        TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (account_id, mode, url)
);

CREATE TABLE links (
    id                 BLOB PRIMARY KEY,
    account_id         BLOB NOT NULL REFERENCES accounts (id),
    mode               TEXT NOT NULL,
    slug               TEXT NOT NULL UNIQUE,
    name               TEXT,
    title              TEXT,
    description        TEXT,
    amount             BIGINT NOT NULL,
    currency           TEXT NOT NULL,
    reference          TEXT NOT NULL,
    destination_id     BLOB NOT NULL REFERENCES destinations (id),
    identifiers        TEXT NOT NULL,
    max_usages         BIGINT NOT NULL,
    started            BIGINT NOT NULL DEFAULT 0,
    completed          BIGINT NOT NULL DEFAULT 0,
    expires_at         BIGINT,
    redirect_url       TEXT,
    cancel_url         TEXT,
    customer_id        BLOB,
    metadata           TEXT NOT NULL,
    search             TEXT NOT NULL,
    disabled_at        BIGINT,
    used_at            BIGINT,
    deleted_at         BIGINT,
    -- The link that its address leads to.
    successor_id       BLOB,
    expiry_emitted_at  BIGINT,
    created_at         BIGINT NOT NULL,
    updated_at         BIGINT NOT NULL,
    CHECK (started >= 0 AND completed >= 0 AND started + completed <= max_usages)
);
-- Each order of the list, with all that its filters ask: a page, and a count, are found without a row.
CREATE INDEX links_newest ON links
    (account_id, mode, id, disabled_at, expires_at, used_at, currency, amount, created_at) WHERE deleted_at IS NULL;
CREATE INDEX links_largest ON links
    (account_id, mode, amount, id, disabled_at, expires_at, used_at, currency, created_at) WHERE deleted_at IS NULL;
CREATE INDEX links_next_to_expire ON links
    (account_id, mode, (COALESCE(expires_at, 9223372036854775807)), id, disabled_at, expires_at, used_at, currency,
     amount, created_at) WHERE deleted_at IS NULL;
CREATE INDEX links_currency ON links (account_id, mode, currency) WHERE deleted_at IS NULL;
CREATE INDEX links_successor ON links (successor_id) WHERE successor_id IS NOT NULL;
CREATE INDEX links_reference ON links (account_id, mode, reference, id);
CREATE INDEX links_expiry ON links (expires_at)
    WHERE expiry_emitted_at IS NULL AND deleted_at IS NULL AND (used_at IS NULL OR used_at >= expires_at);

-- Filters of the list of links that a merchant keeps under a name.
CREATE TABLE saved_views (
    account_id BLOB NOT NULL REFERENCES accounts (id),
    mode       TEXT NOT NULL,
    name       TEXT NOT NULL,
    query      TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, mode, name)
);

-- The words of a link, by which it is found.
CREATE TABLE link_terms (
    account_id BLOB NOT NULL,
    mode       TEXT NOT NULL,
    term       TEXT NOT NULL,
    link_id    BLOB NOT NULL REFERENCES links (id),
    PRIMARY KEY (account_id, mode, term, link_id)
) WITHOUT ROWID;
CREATE INDEX link_terms_link ON link_terms (link_id, term);

-- How often a link's page was opened, and said no, on a day in UTC (days since 1970). Nothing tells who it was.
CREATE TABLE link_days (
    link_id  BLOB NOT NULL REFERENCES links (id),
    day      BIGINT NOT NULL,
    opened   BIGINT NOT NULL,
    at_limit BIGINT NOT NULL,
    disabled BIGINT NOT NULL,
    expired  BIGINT NOT NULL,
    used     BIGINT NOT NULL,
    PRIMARY KEY (link_id, day)
);

-- Customers whom a link turned away, by the minute (of 1970's first) and what the page said. Nothing tells who it
-- was. `pressed` is 1 for Pay and 0 for a page that was only opened. The last minutes of each link are kept.
CREATE TABLE link_refusals (
    link_id BLOB NOT NULL REFERENCES links (id),
    minute  BIGINT NOT NULL,
    reason  TEXT NOT NULL,
    pressed BIGINT NOT NULL,
    times   BIGINT NOT NULL,
    PRIMARY KEY (link_id, minute, reason, pressed)
) WITHOUT ROWID;

CREATE TABLE usages (
    id              BLOB PRIMARY KEY,
    account_id      BLOB NOT NULL,
    mode            TEXT NOT NULL,
    link_id         BLOB NOT NULL REFERENCES links (id),
    token           TEXT NOT NULL UNIQUE,
    attempt_hash    BLOB NOT NULL,
    state           TEXT NOT NULL,
    amount          BIGINT NOT NULL,
    currency        TEXT NOT NULL,
    identifiers     TEXT NOT NULL,
    search          TEXT NOT NULL,
    snapshot        TEXT NOT NULL,
    bank_id         TEXT NOT NULL,
    customer_id     BLOB,
    failure_code    TEXT,
    failure_message TEXT,
    started_at      BIGINT NOT NULL,
    expires_at      BIGINT NOT NULL,
    claimed_at      BIGINT,
    finished_at     BIGINT,
    reversed_at     BIGINT,
    -- That of its payment, so that usages are filtered by it; `NONE` before there is one.
    payment_status  TEXT NOT NULL DEFAULT 'NONE',
    -- Tells who pays a link a second time.
    phone           TEXT,
    UNIQUE (link_id, attempt_hash)
);
CREATE INDEX usages_link ON usages (link_id, id);
CREATE INDEX usages_outcome ON usages (link_id, state, payment_status, id);
CREATE INDEX usages_paid_by ON usages (link_id, phone) WHERE state = 'payment_created';
-- What a link's results are counted from, without its rows.
CREATE INDEX usages_results ON usages (link_id, state, failure_code, finished_at);
CREATE INDEX usages_waiting ON usages (expires_at) WHERE state = 'awaiting_customer';
CREATE INDEX usages_waiting_of_link ON usages (link_id, expires_at) WHERE state = 'awaiting_customer';

-- The words of what a customer entered, by which usages and their links are found.
CREATE TABLE usage_terms (
    account_id BLOB NOT NULL,
    mode       TEXT NOT NULL,
    term       TEXT NOT NULL,
    link_id    BLOB NOT NULL,
    usage_id   BLOB NOT NULL,
    PRIMARY KEY (account_id, mode, term, link_id, usage_id)
) WITHOUT ROWID;

-- One per usage: all that is needed to take up the talk with the bank again after a crash.
CREATE TABLE authorisations (
    usage_id      BLOB PRIMARY KEY REFERENCES usages (id),
    bank_id       TEXT NOT NULL,
    state         TEXT NOT NULL UNIQUE,
    nonce         TEXT NOT NULL,
    verifier      TEXT NOT NULL,
    consent_key   TEXT NOT NULL,
    payment_key   TEXT NOT NULL,
    "order"       TEXT NOT NULL,
    consent_id    TEXT,
    redirect_url  TEXT,
    pushed_at     BIGINT,
    code          TEXT,
    access_token  TEXT,
    tries         BIGINT NOT NULL DEFAULT 0,
    next_try_at   BIGINT,
    created_at    BIGINT NOT NULL
);
-- When to ask the bank again: a payment to submit, or one whose fate is in doubt.
CREATE INDEX authorisations_due ON authorisations (next_try_at) WHERE next_try_at IS NOT NULL;

CREATE TABLE payments (
    id               BLOB PRIMARY KEY,
    account_id       BLOB NOT NULL,
    mode             TEXT NOT NULL,
    usage_id         BLOB NOT NULL UNIQUE REFERENCES usages (id),
    link_id          BLOB NOT NULL,
    status           TEXT NOT NULL,
    rail             TEXT NOT NULL,
    bank_id          TEXT NOT NULL,
    bank_payment_id  TEXT,
    bank_status      TEXT,
    reason_code      TEXT,
    amount           BIGINT NOT NULL,
    currency         TEXT NOT NULL,
    reference        TEXT NOT NULL,
    destination      TEXT NOT NULL,
    created_at       BIGINT NOT NULL,
    updated_at       BIGINT NOT NULL
);
CREATE INDEX payments_account ON payments (account_id, mode, id);
CREATE INDEX payments_link ON payments (link_id, account_id, mode, id);

-- What happened, written in the transaction that caused it: the outbox that dispatchers read.
CREATE TABLE events (
    id         BLOB PRIMARY KEY,
    account_id BLOB NOT NULL,
    mode       TEXT NOT NULL,
    type       TEXT NOT NULL,
    object_id  BLOB NOT NULL,
    link_id    BLOB,
    "by"       TEXT NOT NULL,
    data       TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX events_account ON events (account_id, mode, id);
CREATE INDEX events_object ON events (object_id, account_id, mode, id);
CREATE INDEX events_link ON events (link_id, id);
