-- Which events of webhooks were taken: a hash of source and event id, and when. No payload, no address.
-- 400,000 rows come and go each day: vacuum by count, not by share.
CREATE TABLE webhook_event (
    id       uuid        PRIMARY KEY,
    taken_at timestamptz NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,
        autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 100000,
        autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 100000);
CREATE INDEX webhook_event_taken_at ON webhook_event (taken_at);

-- Whether an administrator of Zoom lets the user in: a switch beside the provider's (active) and the policy's (eligible).
ALTER TABLE directory_user ADD COLUMN active_at_zoom boolean NOT NULL DEFAULT true;
-- The latest word on the switches, by the clock of whoever spoke. An older one must look at user_fact first.
ALTER TABLE directory_user ADD COLUMN decided_at timestamptz;
-- When SCIM last wrote the attributes. A webhook that is older has nothing to say on them.
ALTER TABLE directory_user ADD COLUMN profiled_at timestamptz;
-- Somebody may still speak of whoever was removed.
CREATE INDEX directory_user_removed_name ON directory_user (user_name_key) WHERE status = 'REMOVED';

-- What was said of a user during the last days, each word at its own time, so that words may come late and in any order.
CREATE TABLE user_fact (
    -- The user's id; or, while nobody has that name here, a hash of the name.
    subject      uuid        NOT NULL,
    at           timestamptz NOT NULL,
    kind         text        NOT NULL,
    zoom_user_id text        NOT NULL DEFAULT '',
    -- Where the user stood just before it.
    standing     text,
    -- Which attributes it spoke of: their names, never what is in them.
    attributes   text[],
    PRIMARY KEY (subject, at, kind, zoom_user_id)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,
        autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 100000,
        autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 100000);
-- For forgetting. An expression, so that nobody who asks for one user's newest words reads everybody's.
CREATE INDEX user_fact_age ON user_fact ((at AT TIME ZONE 'UTC'));

-- The names of the Zoom users of whom was spoken under these names. The same hash as in Java (NameHash).
CREATE FUNCTION user_fact_zoom(names uuid[]) RETURNS uuid[] LANGUAGE sql AS $$
    SELECT ARRAY(
        SELECT DISTINCT encode(substring(sha256(convert_to('zoom:' || zoom_user_id, 'UTF8')) FOR 16), 'hex')::uuid
        FROM user_fact WHERE subject = ANY (names) AND zoom_user_id <> '')
$$;

-- Lets one transaction at a time speak of whoever has one of these names (hashes), and returns what was said of them
-- while they were unknown, also by the Zoom ids that it tells. In one order, so that no two wait for each other; to be
-- called before any row is locked.
CREATE FUNCTION user_fact_lock(names uuid[]) RETURNS SETOF user_fact LANGUAGE plpgsql AS $$
DECLARE
    every uuid[];
    told  uuid[] := names || user_fact_zoom(names);
    name  uuid;
BEGIN
    LOOP
        every := told;
        BEGIN
            FOR name IN SELECT DISTINCT n FROM unnest(every) AS n ORDER BY n LOOP
                PERFORM pg_advisory_xact_lock(hashtextextended(name::text, 0));
            END LOOP;
            -- Those for whom the locks waited may have told of more.
            told := every || user_fact_zoom(names);
            EXIT WHEN told <@ every;
            RAISE EXCEPTION USING ERRCODE = 'HK001';
        EXCEPTION WHEN SQLSTATE 'HK001' THEN
            -- The locks are free again: all of them anew, in their order.
        END;
    END LOOP;
    -- A statement of its own: it sees what those had committed for whom the locks waited.
    RETURN QUERY SELECT * FROM user_fact WHERE subject = ANY (every);
END $$;
