-- For a keyset that is lost with all of its copies, once, while no replica runs:
--   psql "$DATABASE" --set ON_ERROR_STOP=1 --file deploy/sql/after-keyset-loss.sql
-- Throws away all that nobody can open any more. What comes after it: docs/operate.md, "The keyset is lost".
BEGIN;

-- Who has a key at Zoom has one that nobody knows; a backfill gives them another.
UPDATE host_key SET state = 'RETIRED', retired_at = coalesce(retired_at, now()), retired_as = coalesce(retired_as, 'SUPERSEDED'),
    sealed = NULL
WHERE sealed IS NOT NULL;
DELETE FROM subscription_secret;
DELETE FROM ssf_signing_key;
DELETE FROM dead_letter;
DELETE FROM meeting_request WHERE sealed IS NOT NULL;

COMMIT;
