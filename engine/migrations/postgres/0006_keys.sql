-- When a key that was replaced by a new one ends by itself.
ALTER TABLE api_keys ADD COLUMN expires_at BIGINT;
