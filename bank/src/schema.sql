-- The bank's books. Everything it has answered is in here first.
CREATE TABLE IF NOT EXISTS signing_keys (pkcs8 BLOB NOT NULL);

-- The ids of client assertions, each good for one use.
CREATE TABLE IF NOT EXISTS assertions (
    client_id TEXT NOT NULL, jti TEXT NOT NULL, expires_at INTEGER NOT NULL,
    PRIMARY KEY (client_id, jti)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS assertions_expiry ON assertions (expires_at);

CREATE TABLE IF NOT EXISTS tokens (digest TEXT PRIMARY KEY, body TEXT NOT NULL, expires_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tokens_expiry ON tokens (expires_at);

-- Pushed authorisation requests. `version` guards every change.
CREATE TABLE IF NOT EXISTS requests (uri TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS codes (code TEXT PRIMARY KEY, body TEXT NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER);

CREATE TABLE IF NOT EXISTS consents (id TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS payments (
    id TEXT PRIMARY KEY, consent_id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, body TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS idempotency_keys (
    scope TEXT NOT NULL, key TEXT NOT NULL, resource_id TEXT NOT NULL, created_at INTEGER NOT NULL, uses INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
);

CREATE TABLE IF NOT EXISTS postings (
    id INTEGER PRIMARY KEY, account TEXT NOT NULL, currency TEXT NOT NULL, amount INTEGER NOT NULL, memo TEXT NOT NULL, at INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS postings_account ON postings (account);

CREATE TABLE IF NOT EXISTS balances (account TEXT PRIMARY KEY, currency TEXT NOT NULL, amount INTEGER NOT NULL);
