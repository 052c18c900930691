-- A candidate that was told while it was in doubt (?inDoubt=allow). Zoom may hold it, so it cannot be thrown away; but a key
-- that is asked for after that must be one that nobody was told: outdated = another version has to follow this one.
ALTER TABLE host_key
    ADD COLUMN told_at timestamptz,
    ADD COLUMN outdated boolean NOT NULL DEFAULT false;
