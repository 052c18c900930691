-- Records of identity-lifecycle that could not be handled, as they came. Written by the provisioning package only, in the
-- transaction after which the offset moves on.
CREATE TABLE dead_letter (
    id          uuid        PRIMARY KEY,
    -- DEAD: waits for somebody. REPLAYING: on its way through the topic once more. HANDLED: it was applied at last.
    -- OUTDATED: it could be read at last, when newer events of the user had been applied.
    state       text        NOT NULL DEFAULT 'DEAD' CHECK (state IN ('DEAD', 'REPLAYING', 'HANDLED', 'OUTDATED')),
    reason      text        NOT NULL,
    attempts    integer     NOT NULL DEFAULT 1,
    -- Partition, offset and timestamp of the record, the first time and the last: a redelivery counts once. With the
    -- timestamp a topic that was made anew has other places.
    first_place text        NOT NULL UNIQUE,
    last_place  text        NOT NULL,
    partition   integer     NOT NULL,
    "offset"    bigint      NOT NULL,
    first_at    timestamptz NOT NULL DEFAULT now(),
    last_at     timestamptz NOT NULL DEFAULT now(),
    replayed_at timestamptz,
    -- What may be shown of it, where it looks like ours.
    type        text,
    event_id    uuid,
    user_id     uuid,
    bytes       bigint      NOT NULL,
    -- Key, headers and value, sealed: nobody knows what somebody put into them.
    sealed      bytea       NOT NULL,
    seal_key_id integer     NOT NULL
);

CREATE INDEX dead_letter_last_at ON dead_letter (last_at);
CREATE INDEX dead_letter_open ON dead_letter (last_at) WHERE state IN ('DEAD', 'REPLAYING');
