-- What a search of the directory stands on: one way to compare without case, an index behind every condition that may
-- stand alone, and totals that nobody has to count.

-- The same letters in any case. Java has the same function (identity.Caseless); the collation that maps letters as Java
-- does is PostgreSQL 17's own, older servers come close.
DO $$
DECLARE
    chosen text;
BEGIN
    SELECT c.collname INTO STRICT chosen
    FROM unnest(ARRAY['pg_c_utf8', 'C.utf8', 'und-x-icu', 'default']) WITH ORDINALITY AS wanted (name, rank)
    JOIN pg_collation c ON c.collname = wanted.name AND c.collnamespace = 'pg_catalog'::regnamespace
        AND c.collencoding IN (-1, (SELECT encoding FROM pg_database WHERE datname = current_database()))
    ORDER BY wanted.rank LIMIT 1;
    EXECUTE format(
        'CREATE FUNCTION directory_fold(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
             RETURN lower(upper($1 COLLATE pg_catalog.%I))', chosen);
END $$;

-- Every address of a user, not only the one that Zoom knows. No longer than what an index can hold.
CREATE FUNCTION directory_emails(document jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ARRAY(
        SELECT left(directory_fold(email ->> 'value'), 254)
        FROM jsonb_path_query(document -> 'emails', '$[*]') AS email
        WHERE email ->> 'value' IS NOT NULL);

-- In the order of characters, so that the beginning of a name is a range of the index.
ALTER TABLE directory_user ALTER COLUMN user_name_key TYPE text COLLATE "C";
UPDATE directory_user SET user_name_key = directory_fold(user_name) WHERE user_name_key <> directory_fold(user_name);

CREATE INDEX directory_user_emails ON directory_user USING gin (directory_emails(document)) WITH (fastupdate = off);
-- Whoever has no display name comes last: chr(1114111) is behind every character there is.
CREATE INDEX directory_user_display_name ON directory_user
    ((COALESCE(left(directory_fold(document ->> 'displayName'), 200), chr(1114111)) COLLATE "C"), id)
    WHERE status <> 'REMOVED';
CREATE INDEX directory_user_created ON directory_user (created_at, id) WHERE status <> 'REMOVED';
CREATE INDEX directory_user_updated ON directory_user (updated_at, id) WHERE status <> 'REMOVED';

-- How many there are: the sum of a kind's slots. A transaction adds to a slot that nobody else holds, so that creations
-- do not wait for one another.
CREATE TABLE directory_count (
    kind text     NOT NULL,
    slot smallint NOT NULL,
    n    bigint   NOT NULL,
    PRIMARY KEY (kind, slot)
) WITH (fillfactor = 50);

INSERT INTO directory_count
SELECT kind, slot, 0 FROM unnest(ARRAY['User', 'Group']) AS kind, generate_series(0, 63) AS slot;
UPDATE directory_count SET n = (SELECT count(*) FROM directory_user WHERE status <> 'REMOVED')
WHERE kind = 'User' AND slot = 0;

CREATE FUNCTION directory_count_add(counted text, more bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    own  smallint := pg_backend_pid() % 64;
    free smallint;
BEGIN
    IF more = 0 THEN
        RETURN;
    END IF;
    SELECT slot INTO free FROM directory_count WHERE kind = counted AND slot = own
    FOR NO KEY UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        SELECT slot INTO free FROM directory_count WHERE kind = counted
        LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED;
    END IF;
    UPDATE directory_count SET n = n + more WHERE kind = counted AND slot = COALESCE(free, own);
END $$;

CREATE FUNCTION directory_count_users() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    CASE TG_OP
        WHEN 'INSERT' THEN
            PERFORM directory_count_add('User', (SELECT count(*) FROM inserted WHERE status <> 'REMOVED'));
        WHEN 'DELETE' THEN
            PERFORM directory_count_add('User', -(SELECT count(*) FROM deleted WHERE status <> 'REMOVED'));
        WHEN 'UPDATE' THEN
            PERFORM directory_count_add('User', CASE NEW.status WHEN 'REMOVED' THEN -1 ELSE 1 END);
        WHEN 'TRUNCATE' THEN
            UPDATE directory_count SET n = 0 WHERE kind = 'User';
    END CASE;
    RETURN NULL;
END $$;

CREATE TRIGGER directory_user_inserted AFTER INSERT ON directory_user REFERENCING NEW TABLE AS inserted
    FOR EACH STATEMENT EXECUTE FUNCTION directory_count_users();
CREATE TRIGGER directory_user_deleted AFTER DELETE ON directory_user REFERENCING OLD TABLE AS deleted
    FOR EACH STATEMENT EXECUTE FUNCTION directory_count_users();
CREATE TRIGGER directory_user_left AFTER UPDATE OF status ON directory_user
    FOR EACH ROW WHEN ((OLD.status = 'REMOVED') <> (NEW.status = 'REMOVED'))
    EXECUTE FUNCTION directory_count_users();
CREATE TRIGGER directory_user_truncated AFTER TRUNCATE ON directory_user
    FOR EACH STATEMENT EXECUTE FUNCTION directory_count_users();
