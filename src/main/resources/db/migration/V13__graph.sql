-- Microsoft Graph. Its notifications say only that something about a user changed: what it is, is read later. Written by
-- the webhook.graph package only.

-- Users to look at. Level-triggered: any number of notices make one row.
CREATE TABLE graph_pending (
    id           text        PRIMARY KEY,
    -- Goes up with each notice: who has looked removes the row only if nobody noticed anything meanwhile.
    notices      bigint      NOT NULL DEFAULT 1,
    -- Graph said that the user was deleted for good.
    deleted      boolean     NOT NULL DEFAULT false,
    noticed_at   timestamptz NOT NULL DEFAULT now(),
    due_at       timestamptz NOT NULL DEFAULT now(),
    -- Since the last notice: looks in a row that failed, and looks whose answer may have been out of date.
    attempts     integer     NOT NULL DEFAULT 0,
    doubts       integer     NOT NULL DEFAULT 0,
    leased_until timestamptz NOT NULL DEFAULT '-infinity'
) WITH (fillfactor = 70);
CREATE INDEX graph_pending_due ON graph_pending (due_at);

-- What Graph said last of the users that the directory has. Only what is different the next time is changed in the
-- directory: the rest is SCIM's.
CREATE TABLE graph_user (
    id            text   PRIMARY KEY,
    -- NULL = not heard yet, or given to somebody else since: it says nothing any more of who had it.
    user_name     text,
    user_name_key text   UNIQUE,
    email         text,
    email_key     text   UNIQUE,
    display_name  text,
    state         text   NOT NULL CHECK (state IN ('ENABLED', 'DISABLED', 'DELETED')),
    -- The full round of the delta query that met the user last.
    round         bigint NOT NULL
);
CREATE INDEX graph_user_round ON graph_user (round);

-- Our one subscription and the delta query, for all replicas.
CREATE TABLE graph_watch (
    the_only_one    boolean     PRIMARY KEY DEFAULT true CHECK (the_only_one),
    leased_until    timestamptz NOT NULL DEFAULT '-infinity',
    lease           uuid,
    -- Of whom the tables above speak; NULL = nobody's yet.
    tenant          text,
    -- NULL = there is none.
    subscription_id text,
    -- Of what it was made with: other settings want another one.
    made_with       text,
    expires_at      timestamptz,
    renew_at        timestamptz,
    -- NULL = a full round begins. Otherwise the page to read next, or what leads to the changes since.
    delta_link      text,
    delta_due_at    timestamptz NOT NULL DEFAULT now(),
    -- A round is under way: delta_link is one of its pages.
    in_round        boolean     NOT NULL DEFAULT false,
    -- It is a full one.
    full_round      boolean     NOT NULL DEFAULT false,
    round           bigint      NOT NULL DEFAULT 0,
    CHECK ((subscription_id IS NULL) = (expires_at IS NULL)),
    CHECK ((subscription_id IS NULL) = (renew_at IS NULL))
);
INSERT INTO graph_watch DEFAULT VALUES;
