-- The list of work: what is wanted for each user, and when to try next. Written by the provisioning package only.
CREATE TABLE sync_user (
    user_id         uuid        PRIMARY KEY,
    applied_version bigint      NOT NULL,
    wanted          text        NOT NULL CHECK (wanted IN ('KEY', 'CONCEALED', 'GONE', 'NOTHING')),
    trigger         text        NOT NULL,
    state           text        NOT NULL CHECK (state IN ('DONE', 'DUE', 'WAITING', 'IN_DOUBT', 'REFUSED')),
    reason          text,
    attempts        integer     NOT NULL DEFAULT 0,
    refusals        integer     NOT NULL DEFAULT 0,
    accepted_at     timestamptz NOT NULL,
    due_at          timestamptz,
    leased_until    timestamptz NOT NULL DEFAULT '-infinity',
    in_doubt_since  timestamptz,
    CHECK ((state = 'DONE') = (due_at IS NULL))
) WITH (fillfactor = 70);

CREATE INDEX sync_user_due ON sync_user (due_at) WHERE due_at IS NOT NULL;
