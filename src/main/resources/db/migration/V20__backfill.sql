-- Everybody Zoom knows, as its list told them: read page by page by one owner (a backfill, a drift check), which joins these rows
-- and then forgets them. Written by reconcile.census only.
CREATE TABLE census (
    id       uuid        PRIMARY KEY,
    share    real        NOT NULL CHECK (share > 0 AND share <= 1),
    begun_at timestamptz NOT NULL DEFAULT now()
);

-- Zoom lists users of one status at a time. step counts the writes: a page that somebody else has read meanwhile is dropped.
CREATE TABLE census_list (
    census_id  uuid    NOT NULL REFERENCES census ON DELETE CASCADE,
    status     text    NOT NULL CHECK (status IN ('PENDING', 'ACTIVE', 'INACTIVE')),
    position   integer NOT NULL,
    step       integer NOT NULL DEFAULT 0,
    page_token text,
    complete   boolean NOT NULL DEFAULT false,
    listed     integer NOT NULL DEFAULT 0,
    unreadable integer NOT NULL DEFAULT 0,
    expected   integer NOT NULL DEFAULT 0,
    restarts   integer NOT NULL DEFAULT 0,
    PRIMARY KEY (census_id, position)
);

-- user_key: 'id:' and Zoom's id, or 'email:' and the address in lower case of who has no id yet (pending).
CREATE TABLE census_user (
    census_id     uuid NOT NULL REFERENCES census ON DELETE CASCADE,
    user_key      text NOT NULL,
    zoom_user_id  text,
    email         text,
    email_key     text,
    type          integer,
    status        text NOT NULL CHECK (status IN ('PENDING', 'ACTIVE', 'INACTIVE')),
    listed_as     text NOT NULL,
    first_name    text,
    last_name     text,
    display_name  text,
    department    text,
    unique_id     text,
    created_at    timestamptz,
    last_login_at timestamptz,
    PRIMARY KEY (census_id, user_key)
);

CREATE INDEX census_user_email ON census_user (census_id, email_key);

-- A backfill: keys for everybody Zoom knows. Written by reconcile.backfill only. The lease says which replica works on it; every
-- transaction locks the row as well, so that two can do no harm. census_id is there while the list is read and sorted.
CREATE TABLE backfill (
    id           uuid        PRIMARY KEY,
    created_at   timestamptz NOT NULL,
    created_by   text        NOT NULL,
    dry_run      boolean     NOT NULL,
    batch_share  real        NOT NULL CHECK (batch_share > 0 AND batch_share <= 1),
    filter       jsonb       NOT NULL,
    state        text        NOT NULL CHECK (state IN ('LISTING', 'RUNNING', 'PAUSED', 'DONE', 'CANCELLED')),
    census_id    uuid,
    sorted_until text        NOT NULL DEFAULT '',
    so_far       integer     NOT NULL DEFAULT 0,
    expected     integer     NOT NULL DEFAULT 0,
    unreadable   integer     NOT NULL DEFAULT 0,
    adopted      integer     NOT NULL DEFAULT 0,
    counts       jsonb       NOT NULL DEFAULT '{}',
    rate         double precision NOT NULL DEFAULT 0,
    sampled_at   timestamptz,
    sampled_done integer     NOT NULL DEFAULT 0,
    trouble      text,
    started_at   timestamptz,
    ended_at     timestamptz,
    -- empty once nothing of it is in flight
    due_at       timestamptz DEFAULT now(),
    owner        uuid,
    leased_until timestamptz NOT NULL DEFAULT '-infinity'
) WITH (fillfactor = 70);

CREATE UNIQUE INDEX backfill_one ON backfill ((true)) WHERE NOT dry_run AND state IN ('LISTING', 'RUNNING', 'PAUSED');
CREATE INDEX backfill_due ON backfill (due_at) WHERE due_at IS NOT NULL;

-- PLANNED: gets a key, or would. MARKED: the loop has the user. The names are there until the user is taken up.
CREATE TABLE backfill_user (
    backfill_id  uuid NOT NULL REFERENCES backfill ON DELETE CASCADE,
    user_key     text NOT NULL,
    zoom_user_id text,
    email        text,
    first_name   text,
    last_name    text,
    display_name text,
    department   text,
    user_id      uuid,
    state        text NOT NULL CHECK (state IN ('PLANNED', 'MARKED', 'DONE', 'FAILED', 'WAITING', 'SKIPPED')),
    reason       text,
    PRIMARY KEY (backfill_id, user_key)
) WITH (fillfactor = 80);

CREATE INDEX backfill_user_state ON backfill_user (backfill_id, state, reason, user_key);
