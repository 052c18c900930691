-- When we heard that somebody else had set the host key at Zoom: the digits of this version are not the ones in force.
-- Means something of ACTIVE, and of PENDING while a call with it is under way.
ALTER TABLE host_key ADD COLUMN drifted_at timestamptz;
-- For the gauge: few rows, however many keys there are.
CREATE INDEX host_key_drifted ON host_key (user_id) WHERE drifted_at IS NOT NULL AND state = 'ACTIVE';
