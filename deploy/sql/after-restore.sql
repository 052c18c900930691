-- For a database that was restored from a backup, once, before the service is started on it:
--   psql "$DATABASE" --set ON_ERROR_STOP=1 --file deploy/sql/after-restore.sql
-- Why, and what comes before and after it: docs/operate.md, "PostgreSQL was restored from a backup".
BEGIN;

-- A key may have been replaced at Zoom since the backup, and nobody can say whose. From here on nobody is told a stored
-- one (409 host-key-drifted), until a newer one is in force.
UPDATE host_key SET drifted_at = now() WHERE state = 'ACTIVE' AND drifted_at IS NULL;

-- What was on its way may have come into force since, and a later one after it. It is neither told nor sent any more: at
-- the user's next turn another one is drawn in its place.
UPDATE host_key SET outdated = true, sent_at = NULL WHERE state = 'PENDING';

-- Versions since the backup were announced, also of users who had no key then; whoever keeps the highest one must see newer
-- ones. A thousand are left out.
INSERT INTO host_key (user_id, version, state, concealed, seal_key_id, opened_at, retired_at, retired_as, cause)
SELECT user_id, max(version) + 1000, 'RETIRED', true, 0, now(), now(), 'SUPERSEDED', 'restore'
FROM (SELECT user_id, version FROM host_key UNION ALL SELECT id, 0 FROM directory_user) known GROUP BY user_id;
UPDATE directory_user SET version = version + 1000;
UPDATE directory_group SET version = version + 1000;

COMMIT;
