-- Whether users who have a key get another one: for when stored keys are not to be relied upon any more.
ALTER TABLE backfill ADD COLUMN rotate boolean NOT NULL DEFAULT false;
