-- The list of work: what is wanted for each user, and when to try next. Written by the provisioning package only.
CREATE TABLE sync_user (
    user_id         uuid        PRIMARY KEY,
    applied_version bigint      NOT NULL DEFAULT 0,
    wanted          text        NOT NULL DEFAULT 'NOTHING'
                                CHECK (wanted IN ('NOTHING', 'KEY', 'CONCEALED', 'GONE')),
    cause           text        NOT NULL DEFAULT '',
    state           text        NOT NULL DEFAULT 'DONE'
                                CHECK (state IN ('DONE', 'DUE', 'WAITING', 'IN_DOUBT', 'REFUSED')),
    reason          text,
    attempts        integer     NOT NULL DEFAULT 0,
    refusals        integer     NOT NULL DEFAULT 0,
    accepted_at     timestamptz NOT NULL DEFAULT now(),
    due_at          timestamptz,
    leased_until    timestamptz NOT NULL DEFAULT '-infinity',
    in_doubt_since  timestamptz,
    CHECK ((state = 'DONE') = (due_at IS NULL)),
    CHECK ((state = 'IN_DOUBT') = (in_doubt_since IS NOT NULL))
) WITH (fillfactor = 70);

CREATE INDEX sync_user_due ON sync_user (due_at) WHERE due_at IS NOT NULL;
