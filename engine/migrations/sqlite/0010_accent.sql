-- The colour of a merchant's pages, one of the named tones.
ALTER TABLE accounts ADD COLUMN accent TEXT NOT NULL DEFAULT 'teal';
