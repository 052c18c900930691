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
