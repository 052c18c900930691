-- Zoom's own users, where we make them (ZOOM_PROVISIONING): what is wanted of each, and when to try next. Written by the account
-- package only. While provisioning is off nothing is done; what was still to be taken away then is dropped when it is on again.
CREATE TABLE zoom_account (
    user_id         uuid        PRIMARY KEY,
    applied_version bigint      NOT NULL DEFAULT 0,
    -- Counts what marked the row, so that a mark which comes during a call is not lost with its outcome.
    marks           bigint      NOT NULL DEFAULT 0,
    marked_at       timestamptz NOT NULL DEFAULT now(),
    wanted          text        NOT NULL CHECK (wanted IN ('NOTHING', 'PRESENT', 'INACTIVE', 'ABSENT')),
    zoom_user_id    text,
    -- A hash of the names that Zoom was given last; NULL = to be looked at anew.
    pushed          text,
    -- Whether it was us who switched the user off at Zoom, or may have been (set before the call): only then do we switch them on.
    off_by_us       boolean     NOT NULL DEFAULT false,
    state           text        NOT NULL CHECK (state IN ('DONE', 'DUE', 'WAITING', 'BLOCKED')),
    -- When the user was switched off or removed, if that was since provisioning is on or an operator asked for it: only then is
    -- anything taken away at Zoom.
    withdrawn_at    timestamptz,
    hindrance       text,
    reason          text,
    attempts        integer     NOT NULL DEFAULT 0,
    due_at          timestamptz,
    leased_until    timestamptz NOT NULL DEFAULT '-infinity',
    CHECK ((state = 'DONE') = (due_at IS NULL)),
    CHECK ((state IN ('WAITING', 'BLOCKED')) = (hindrance IS NOT NULL))
) WITH (fillfactor = 70);

CREATE INDEX zoom_account_due ON zoom_account (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX zoom_account_zoom_user ON zoom_account (zoom_user_id) WHERE off_by_us;

-- Since when provisioning is on: whoever was switched off or removed before is left alone.
CREATE TABLE zoom_account_since (
    one   boolean     PRIMARY KEY DEFAULT true CHECK (one),
    since timestamptz NOT NULL
);
