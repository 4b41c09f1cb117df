-- A merchant's records of persons and firms. A deleted one leaves no row: links and usages keep its bare id.
CREATE TABLE customers (
    id         BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    mode       TEXT NOT NULL,
    name       TEXT NOT NULL,
    email      TEXT,
    phone      TEXT,
    reference  TEXT,
    metadata   TEXT NOT NULL,
    search     TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX customers_newest ON customers (account_id, mode, id, created_at);
CREATE INDEX customers_reference ON customers (account_id, mode, reference, id) WHERE reference IS NOT NULL;

-- The words of a customer, by which it is found.
CREATE TABLE customer_terms (
    account_id  BLOB NOT NULL,
    mode        TEXT NOT NULL,
    term        TEXT NOT NULL,
    customer_id BLOB NOT NULL REFERENCES customers (id),
    PRIMARY KEY (account_id, mode, term, customer_id)
) WITHOUT ROWID;
CREATE INDEX customer_terms_customer ON customer_terms (customer_id, term);

-- What is bound to a customer.
CREATE INDEX links_customer ON links (account_id, mode, customer_id, id)
    WHERE customer_id IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX usages_customer ON usages (account_id, mode, customer_id, id) WHERE customer_id IS NOT NULL;
