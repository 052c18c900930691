-- The trace of the request that asked for the work under way (W3C traceparent); NULL = there was none. Messages carry theirs in their
-- headers.
ALTER TABLE sync_user ADD COLUMN traceparent text;
