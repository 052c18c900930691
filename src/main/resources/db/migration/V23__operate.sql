-- What operators ask for: users by the state of their work, in the order of ids. Those who are done are nearly all of
-- them; they are walked by id.
CREATE INDEX sync_user_state ON sync_user (state, user_id) WHERE state <> 'DONE';
CREATE INDEX host_key_concealed ON host_key (user_id) WHERE state = 'ACTIVE' AND concealed;

-- Of which streak of doubt (its in_doubt_since) subscribers were told that it lasts. The next streak begins at another
-- time, so nobody has to take this back.
ALTER TABLE sync_user ADD COLUMN doubt_told timestamptz;
CREATE INDEX sync_user_doubt_untold ON sync_user (in_doubt_since)
    WHERE in_doubt_since IS NOT NULL AND doubt_told IS DISTINCT FROM in_doubt_since;

-- Rotation by age. Each key's turn is fixed by the low 30 bits of a hash of user and version; its first ten bits are in
-- front of the age, so that 1024 looks at the index find whose turn it is, whatever the age is set to.
CREATE INDEX host_key_turn ON host_key (((uuid_hash_extended(user_id, version) & 1073741823) >> 20), activated_at)
    WHERE state = 'ACTIVE' AND NOT concealed;
