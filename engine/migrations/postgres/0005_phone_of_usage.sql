-- The phone number of a usage, to tell who pays a link a second time.
ALTER TABLE usages ADD COLUMN phone TEXT;
UPDATE usages SET phone = (
    SELECT one ->> 'value' FROM jsonb_array_elements(usages.identifiers::jsonb) AS one
    WHERE one ->> 'type' = 'MOBILE_PHONE'
);
CREATE INDEX usages_paid_by ON usages (link_id, phone) WHERE state = 'payment_created';
