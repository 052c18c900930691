-- What the operator console looks for. In the order of characters, so that the beginning of a name is a range of the index
-- that is there already.
ALTER TABLE directory_user
    ALTER COLUMN email_key TYPE text COLLATE "C",
    ALTER COLUMN external_id TYPE text COLLATE "C",
    ALTER COLUMN zoom_user_id TYPE text COLLATE "C";

ALTER TABLE audit_entry
    ALTER COLUMN actor TYPE text COLLATE "C",
    ALTER COLUMN action TYPE text COLLATE "C";
CREATE INDEX audit_entry_at ON audit_entry (at, id);
CREATE INDEX audit_entry_actor ON audit_entry (actor, at);
CREATE INDEX audit_entry_action ON audit_entry (action, at);

-- What asked for this version, in the word of the event; NULL = it was made before this was kept.
ALTER TABLE host_key ADD COLUMN cause text;
