-- Requests for meetings that came with an Idempotency-Key, for 24 hours. The row is written before Zoom is asked: a repetition that
-- finds it without an answer knows that nobody knows. key_hash: SHA-256 of caller and key; body_hmac: of the body, keyed with the key.
CREATE TABLE meeting_request (
    id          uuid        PRIMARY KEY,
    key_hash    bytea       NOT NULL UNIQUE,
    body_hmac   bytea       NOT NULL,
    state       text        NOT NULL CHECK (state IN ('SENT', 'UNKNOWN', 'MADE')),
    meeting_id  text,
    sealed      bytea,
    begun_at    timestamptz NOT NULL,
    CHECK ((state = 'MADE') = (meeting_id IS NOT NULL AND sealed IS NOT NULL))
);

CREATE INDEX meeting_request_begun ON meeting_request (begun_at);

-- How many meetings each host was made today, as Zoom counts (UTC). host: SHA-256 of whom we mean.
CREATE TABLE meeting_host_day (
    host   bytea   NOT NULL,
    day    date    NOT NULL,
    writes integer NOT NULL,
    PRIMARY KEY (host, day)
);
