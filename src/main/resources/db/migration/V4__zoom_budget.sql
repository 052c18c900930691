-- One row per rate class of Zoom: the pace that all replicas share.
CREATE TABLE zoom_budget (
    rate_class   text        PRIMARY KEY,
    next_slot_at timestamptz NOT NULL DEFAULT '-infinity',
    held_until   timestamptz NOT NULL DEFAULT '-infinity',
    held_reason  text,
    day          date        NOT NULL DEFAULT '-infinity',
    used_today   bigint      NOT NULL DEFAULT 0
) WITH (fillfactor = 10);
