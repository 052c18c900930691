-- Comparisons of Zoom's list of users with the directory and the store. Written by reconcile.drift only.
CREATE TABLE drift_check (
    id                   uuid        PRIMARY KEY,
    mode                 text        NOT NULL CHECK (mode IN ('REPORT', 'REPAIR')),
    accept_shrunken_list boolean     NOT NULL,
    -- The moment of the calendar that it is for, so that replicas make one of it; NULL = on demand.
    scheduled_for        timestamptz UNIQUE,
    requested_by         text        NOT NULL,
    state                text        NOT NULL
                                     CHECK (state IN ('READING', 'COMPARING', 'REPAIRING', 'DONE', 'STOPPED')),
    -- Why it waits, or why it was stopped.
    reason               text,
    -- Zoom's list, for as long as it is needed.
    census_id            uuid,
    -- When the list was begun: what has changed since is left out.
    began_at             timestamptz NOT NULL,
    ended_at             timestamptz,
    -- On Zoom's list: read so far, and as many as Zoom says there are.
    users                integer     NOT NULL DEFAULT 0,
    expected             integer     NOT NULL DEFAULT 0,
    -- How many findings of each kind, as JSON; NULL until it has compared.
    found                text,
    repaired             integer     NOT NULL DEFAULT 0,
    due_at               timestamptz NOT NULL DEFAULT '-infinity',
    holder               uuid,
    leased_until         timestamptz NOT NULL DEFAULT '-infinity',
    CHECK ((ended_at IS NOT NULL) = (state IN ('DONE', 'STOPPED')))
);
-- One at a time.
CREATE UNIQUE INDEX drift_check_one ON drift_check ((true)) WHERE ended_at IS NULL;
CREATE INDEX drift_check_began ON drift_check (began_at);

CREATE TABLE drift_finding (
    check_id      uuid    NOT NULL REFERENCES drift_check ON DELETE CASCADE,
    -- In the order in which they are repaired.
    number        integer NOT NULL,
    kind          text    NOT NULL,
    user_id       uuid,
    zoom_user_id  text,
    zoom_email    text,
    -- Zoom's id of who has the address now, where the known one is gone.
    successor     text,
    detail        text    NOT NULL,
    remedy        text    NOT NULL,
    -- Why nothing is repaired, or what came of it.
    note          text,
    outcome       text,
    PRIMARY KEY (check_id, number)
);
CREATE INDEX drift_finding_kind ON drift_finding (check_id, kind, number);
CREATE INDEX drift_finding_due ON drift_finding (check_id, number) WHERE remedy <> 'NOTHING' AND outcome IS NULL;
-- Whether an address was followed before.
CREATE INDEX drift_finding_followed ON drift_finding (user_id) WHERE remedy = 'FOLLOW' AND outcome = 'repaired';
