-- The phone number of a usage, to tell who pays a link a second time.
ALTER TABLE usages ADD COLUMN phone TEXT;
UPDATE usages SET phone = (
    SELECT json_extract(one.value, '$.value') FROM json_each(usages.identifiers) AS one
    WHERE json_extract(one.value, '$.type') = 'MOBILE_PHONE'
);
CREATE INDEX usages_paid_by ON usages (link_id, phone) WHERE state = 'payment_created';
