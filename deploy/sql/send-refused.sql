-- Sends the messages again that were larger than the brokers took, once max.message.bytes of their topic is raised:
--   psql "$DATABASE" --set ON_ERROR_STOP=1 --file deploy/sql/send-refused.sql
-- What is too large still comes back to the table.
WITH again AS (DELETE FROM outbox_refused RETURNING *)
INSERT INTO outbox (topic, key, headers, value)
SELECT topic, key, headers, value FROM again ORDER BY id;
