-- Who wants host-key events over HTTP. These four tables are written by the subscription package only.
CREATE TABLE subscription (
    id              uuid        PRIMARY KEY,
    -- Decides the form of what is sent, and whether it is sent or fetched.
    kind            text        NOT NULL CHECK (kind IN ('WEBHOOK', 'SSF_PUSH', 'SSF_POLL')),
    url             text,
    description     text        NOT NULL DEFAULT '',
    changes         text[]      NOT NULL CHECK (cardinality(changes) > 0),
    include_bulk    boolean     NOT NULL,
    -- PAUSED: deliveries are written and wait. DISABLED: none are written any more.
    state           text        NOT NULL CHECK (state IN ('ENABLED', 'PAUSED', 'DISABLED')),
    state_reason    text,
    state_since     timestamptz NOT NULL,
    -- The time without deliveries, until somebody replays it.
    missed_from     timestamptz,
    missed_to       timestamptz,
    created_at      timestamptz NOT NULL,
    created_by      text        NOT NULL,
    -- Exact to a minute: a row that is written at every delivery would be a queue of its own.
    last_success_at timestamptz,
    failing_since   timestamptz,
    last_failure    text,
    -- The receiver asked for a pause.
    held_until      timestamptz NOT NULL DEFAULT '-infinity',
    -- While it fails: when something is tried again. Later each time, and of no account after a success.
    probe_at        timestamptz NOT NULL DEFAULT '-infinity',
    CHECK ((url IS NULL) = (kind = 'SSF_POLL')),
    CHECK (state <> 'DISABLED' OR state_reason IS NOT NULL)
) WITH (fillfactor = 50);

-- What a subscription signs with, sealed for its row by the keyset of the host keys.
CREATE TABLE subscription_secret (
    id              uuid        PRIMARY KEY,
    subscription_id uuid        NOT NULL REFERENCES subscription ON DELETE CASCADE,
    sealed          bytea       NOT NULL,
    seal_key_id     integer     NOT NULL,
    created_at      timestamptz NOT NULL,
    -- NULL = the current one. One that was replaced signs beside it until then.
    retires_at      timestamptz
);

CREATE UNIQUE INDEX subscription_secret_current ON subscription_secret (subscription_id) WHERE retires_at IS NULL;
CREATE INDEX subscription_secret_subscription ON subscription_secret (subscription_id);

-- What is left to tell one subscriber of one event. What was delivered is deleted at once; what failed for good stays a week.
CREATE TABLE subscription_delivery (
    subscription_id uuid        NOT NULL REFERENCES subscription ON DELETE CASCADE,
    event_id        text        NOT NULL,
    -- The order of arrival.
    seq             bigint      GENERATED ALWAYS AS IDENTITY,
    type            text        NOT NULL,
    subject         text        NOT NULL,
    occurred_at     timestamptz NOT NULL,
    data            text        NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0,
    last_failure    text,
    created_at      timestamptz NOT NULL DEFAULT now(),
    -- NULL = failed for good.
    due_at          timestamptz DEFAULT now(),
    failed_at       timestamptz,
    leased_until    timestamptz NOT NULL DEFAULT '-infinity',
    PRIMARY KEY (subscription_id, event_id),
    CHECK ((due_at IS NULL) = (failed_at IS NOT NULL))
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE INDEX subscription_delivery_seq ON subscription_delivery (subscription_id, seq) WHERE due_at IS NOT NULL;
CREATE INDEX subscription_delivery_due ON subscription_delivery (subscription_id, due_at, seq) WHERE due_at IS NOT NULL;
CREATE INDEX subscription_delivery_subject ON subscription_delivery (subscription_id, subject, seq) WHERE due_at IS NOT NULL;
CREATE INDEX subscription_delivery_failed ON subscription_delivery (failed_at) WHERE failed_at IS NOT NULL;

-- A time range of the topic that is being read again for one subscriber; a replica that dies over it leaves it to another.
CREATE TABLE subscription_replay (
    subscription_id uuid        PRIMARY KEY REFERENCES subscription ON DELETE CASCADE,
    from_at         timestamptz NOT NULL,
    to_at           timestamptz NOT NULL CHECK (to_at > from_at),
    state           text        NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'FAILED')),
    reason          text,
    queued          integer     NOT NULL DEFAULT 0,
    requested_at    timestamptz NOT NULL,
    requested_by    text        NOT NULL,
    leased_until    timestamptz NOT NULL DEFAULT '-infinity'
);
