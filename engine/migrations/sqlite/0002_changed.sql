-- The names of the fields that an edit changed, as JSON. The event's own data is the object as the API shows it.
ALTER TABLE events ADD COLUMN changed TEXT;
