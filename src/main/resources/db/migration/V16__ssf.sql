-- What a Shared Signals stream has beyond its subscription.
CREATE TABLE ssf_stream (
    subscription_id  uuid        PRIMARY KEY REFERENCES subscription ON DELETE CASCADE,
    audience         text[]      NOT NULL CHECK (cardinality(audience) > 0),
    subject_format   text        NOT NULL CHECK (subject_format IN ('EMAIL', 'ISS_SUB', 'OPAQUE')),
    -- As the receiver wrote them; NULL = it did not say.
    events_requested text[],
    -- When the receiver was last heard of; exact to a minute.
    active_at        timestamptz NOT NULL,
    -- When it last asked for a verification.
    verified_at      timestamptz
);

-- Whom a receiver wants to hear nothing of.
CREATE TABLE ssf_removed_subject (
    subscription_id uuid NOT NULL REFERENCES ssf_stream ON DELETE CASCADE,
    subject         text NOT NULL,
    PRIMARY KEY (subscription_id, subject)
);

-- The keys that sign SETs. The id is the `kid`; the private part is sealed for its row by the keyset of the host keys.
CREATE TABLE ssf_signing_key (
    id              uuid        PRIMARY KEY,
    public_key      text        NOT NULL,
    sealed          bytea       NOT NULL,
    seal_key_id     integer     NOT NULL,
    created_at      timestamptz NOT NULL,
    created_by      text        NOT NULL,
    -- Published before it signs, so that receivers know it by then.
    signs_from      timestamptz NOT NULL,
    -- NULL = until another key takes its place.
    published_until timestamptz
);

-- The word that a stream was stopped is looked for where nothing else is sent any more.
CREATE INDEX subscription_delivery_notice ON subscription_delivery (subscription_id)
    WHERE type = 'https://schemas.openid.net/secevent/ssf/event-type/stream-updated';
