-- Batch work (backfill, drift check) has a lane of its own beside the pace: a call of it needs a free slot of both. The lane
-- moves slower than the pace, by its share, so that live events always find slots of their own.
ALTER TABLE zoom_budget
    ADD COLUMN batch_slot_at timestamptz NOT NULL DEFAULT '-infinity',
    ADD COLUMN batch_today   bigint      NOT NULL DEFAULT 0;
