-- One row per rate class of Zoom: the pace that all replicas share, the hold that stops them all, and what was used.
-- Every time in it is PostgreSQL's own, so that the clocks of the replicas do not matter. A row changes with every
-- reservation: the empty space in its page keeps those updates off the index.
CREATE TABLE zoom_budget (
    rate_class         text        PRIMARY KEY,
    next_slot_at       timestamptz NOT NULL DEFAULT '-infinity',
    held_until         timestamptz NOT NULL DEFAULT '-infinity',
    held_reason        text,
    -- Zoom's day is UTC's.
    day                date        NOT NULL DEFAULT '-infinity',
    used_today         bigint      NOT NULL DEFAULT 0,
    -- The current minute and the one before it, for the gauge only.
    minute             timestamptz NOT NULL DEFAULT '-infinity',
    used_minute        bigint      NOT NULL DEFAULT 0,
    used_minute_before bigint      NOT NULL DEFAULT 0
) WITH (fillfactor = 10);

INSERT INTO zoom_budget (rate_class) VALUES ('LIGHT'), ('MEDIUM'), ('HEAVY'), ('RESOURCE_INTENSIVE');
