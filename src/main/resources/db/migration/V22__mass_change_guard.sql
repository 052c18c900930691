-- The mass-change guard. These tables are written by the provisioning package only, always after the rows of sync_user.

-- One row, locked by every transaction that may revoke, and only by those. population: users for whom a key they may know is wanted,
-- counted now and then, with those who lost it within the window.
CREATE TABLE revocation_guard (
    one        boolean     PRIMARY KEY DEFAULT true CHECK (one),
    population bigint      NOT NULL DEFAULT 0,
    sampled_at timestamptz NOT NULL DEFAULT '-infinity'
);
INSERT INTO revocation_guard DEFAULT VALUES;

-- How many revocations passed, by slices of the window.
CREATE TABLE revocation_slice (
    since  timestamptz PRIMARY KEY,
    passed bigint      NOT NULL
);

-- Revocations that are released or dropped as one. OPEN: somebody has to decide. CLEARED: nobody was left in it.
CREATE TABLE revocation_hold (
    id             uuid        PRIMARY KEY,
    state          text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'APPROVED', 'DROPPED', 'CLEARED')),
    opened_at      timestamptz NOT NULL DEFAULT now(),
    -- Why it was opened: what was configured, what that allowed, and what had passed within the window.
    guard_count    bigint      NOT NULL,
    guard_percent  numeric     NOT NULL,
    window_seconds bigint      NOT NULL,
    population     bigint      NOT NULL,
    allowed        bigint      NOT NULL,
    passed         bigint      NOT NULL,
    -- Everybody who was ever in it.
    users          bigint      NOT NULL DEFAULT 0,
    resolved_at    timestamptz,
    resolved_by    text,
    -- Everybody in it has an outcome; how many of each, for when the rows are pruned.
    finished_at    timestamptz,
    outcomes       jsonb,
    CHECK ((state = 'OPEN') = (resolved_at IS NULL)),
    CHECK ((finished_at IS NULL) = (outcomes IS NULL)),
    CHECK (state <> 'OPEN' OR finished_at IS NULL)
);

CREATE UNIQUE INDEX revocation_hold_one_open ON revocation_hold (state) WHERE state = 'OPEN';
CREATE INDEX revocation_hold_unfinished ON revocation_hold (opened_at) WHERE finished_at IS NULL;

-- What the users in a hold were to lose their key for, and who reported it.
CREATE TABLE revocation_hold_asked (
    hold_id uuid   NOT NULL REFERENCES revocation_hold,
    cause   text   NOT NULL,
    origin  text   NOT NULL,
    users   bigint NOT NULL,
    PRIMARY KEY (hold_id, cause, origin)
);

CREATE TABLE held_revocation (
    hold_id     uuid        NOT NULL REFERENCES revocation_hold,
    user_id     uuid        NOT NULL,
    action      text        NOT NULL CHECK (action IN ('CONCEAL', 'REVOKE')),
    cause       text        NOT NULL,
    origin      text        NOT NULL,
    accepted_at timestamptz NOT NULL,
    held_at     timestamptz NOT NULL DEFAULT now(),
    outcome     text        NOT NULL DEFAULT 'HELD'
                            CHECK (outcome IN ('HELD', 'REVOKED', 'REINSTATED', 'PROTECTED', 'DROPPED')),
    PRIMARY KEY (hold_id, user_id)
);

CREATE UNIQUE INDEX held_revocation_held ON held_revocation (user_id) WHERE outcome = 'HELD';

-- The hold in which the user is, until they have an outcome.
ALTER TABLE sync_user ADD COLUMN held_in uuid;
