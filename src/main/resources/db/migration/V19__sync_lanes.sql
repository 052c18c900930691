-- Work that may take hours (a backfill, rotation by age) waits in a lane of its own: batch_share is the part of our budget that it
-- may use at most, and NULL is live work, which goes first. bulk is what the event will say of it. Protected is a user whom an
-- operator took out of everything.
ALTER TABLE sync_user
    ADD COLUMN batch_share  real CHECK (batch_share > 0 AND batch_share <= 1),
    ADD COLUMN bulk         boolean NOT NULL DEFAULT false,
    ADD COLUMN is_protected boolean NOT NULL DEFAULT false;

CREATE INDEX sync_user_due_live ON sync_user (due_at) WHERE due_at IS NOT NULL AND batch_share IS NULL;
CREATE INDEX sync_user_due_batch ON sync_user (due_at) WHERE due_at IS NOT NULL AND batch_share IS NOT NULL;
DROP INDEX sync_user_due;
