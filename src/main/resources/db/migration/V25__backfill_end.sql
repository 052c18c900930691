-- A backfill ends although some are in doubt: whether Zoom took their key is asked on without it.
ALTER TABLE backfill_user
    DROP CONSTRAINT backfill_user_state_check,
    ADD CONSTRAINT backfill_user_state_check
        CHECK (state IN ('PLANNED', 'MARKED', 'DONE', 'FAILED', 'WAITING', 'IN_DOUBT', 'SKIPPED'));

-- Whether addresses and names of its users are gone: some days after its end.
ALTER TABLE backfill ADD COLUMN nameless boolean NOT NULL DEFAULT false;
