-- One row per version of a user's host key. Invariant I2 lives in the two partial indexes.
CREATE TABLE host_key (
    user_id      uuid        NOT NULL,
    version      bigint      NOT NULL CHECK (version > 0),
    state        text        NOT NULL CHECK (state IN ('PENDING', 'ACTIVE', 'RETIRED')),
    concealed    boolean     NOT NULL,
    sealed       bytea,
    seal_key_id  integer     NOT NULL,
    opened_at    timestamptz NOT NULL,
    sent_at      timestamptz,
    activated_at timestamptz,
    retired_at   timestamptz,
    retired_as   text CHECK (retired_as IN ('SUPERSEDED', 'REFUSED', 'REVOKED')),
    PRIMARY KEY (user_id, version),
    -- Only a retired key may be shredded: any other may be the one Zoom holds.
    CHECK (sealed IS NOT NULL OR state = 'RETIRED'),
    CHECK (state = 'RETIRED' OR (state = 'ACTIVE') = (activated_at IS NOT NULL)),
    CHECK ((state = 'RETIRED') = (retired_at IS NOT NULL)),
    CHECK ((state = 'RETIRED') = (retired_as IS NOT NULL))
);

CREATE UNIQUE INDEX host_key_one_pending ON host_key (user_id) WHERE state = 'PENDING';
CREATE UNIQUE INDEX host_key_one_active ON host_key (user_id) WHERE state = 'ACTIVE';
-- For the check at start: one sealed row per key of the keyset.
CREATE INDEX host_key_seal_key_id ON host_key (seal_key_id) WHERE sealed IS NOT NULL;
