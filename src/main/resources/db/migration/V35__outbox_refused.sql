-- Messages that are larger than the brokers take: they would hold up all others. deploy/sql/send-refused.sql sends them
-- again. The transaction that takes them out of the outbox writes with synchronous_commit off for its deletions; what a
-- crash undoes is refused, and written here, once more.
CREATE TABLE outbox_refused (
    id         bigint      PRIMARY KEY,
    topic      text        NOT NULL,
    key        bytea,
    headers    text[]      NOT NULL,
    value      bytea,
    created_at timestamptz NOT NULL,
    refused_at timestamptz NOT NULL DEFAULT now()
);
