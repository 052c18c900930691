-- For groups what V7 does for users.
ALTER TABLE directory_group ALTER COLUMN display_name_key TYPE text COLLATE "C";
CREATE INDEX directory_group_created ON directory_group (created_at, id);
CREATE INDEX directory_group_updated ON directory_group (updated_at, id);

UPDATE directory_count SET n = (SELECT count(*) FROM directory_group) WHERE kind = 'Group' AND slot = 0;

CREATE FUNCTION directory_count_groups() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    CASE TG_OP
        WHEN 'INSERT' THEN
            PERFORM directory_count_add('Group', (SELECT count(*) FROM inserted));
        WHEN 'DELETE' THEN
            PERFORM directory_count_add('Group', -(SELECT count(*) FROM deleted));
        WHEN 'TRUNCATE' THEN
            UPDATE directory_count SET n = 0 WHERE kind = 'Group';
    END CASE;
    RETURN NULL;
END $$;

CREATE TRIGGER directory_group_inserted AFTER INSERT ON directory_group REFERENCING NEW TABLE AS inserted
    FOR EACH STATEMENT EXECUTE FUNCTION directory_count_groups();
CREATE TRIGGER directory_group_deleted AFTER DELETE ON directory_group REFERENCING OLD TABLE AS deleted
    FOR EACH STATEMENT EXECUTE FUNCTION directory_count_groups();
CREATE TRIGGER directory_group_truncated AFTER TRUNCATE ON directory_group
    FOR EACH STATEMENT EXECUTE FUNCTION directory_count_groups();
