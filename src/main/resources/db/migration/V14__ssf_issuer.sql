-- What the replicas must agree on about an issuer of Shared Signals: who fetches its events, and whether its stream flows.
CREATE TABLE ssf_issuer (
    issuer       text        PRIMARY KEY,
    known_since  timestamptz NOT NULL,
    -- The newest verification event.
    verified_at  timestamptz,
    -- The newest request for one; its state is NULL once the event has come.
    asked_at     timestamptz,
    asked_state  text,
    -- A replica that fetches, until when nobody else does. Not an advisory lock: it would hold a connection through
    -- every long poll.
    poller       uuid,
    polled_until timestamptz,
    CHECK ((poller IS NULL) = (polled_until IS NULL))
);
