-- When each sender of webhooks last proved itself, exact to about a minute.
CREATE TABLE webhook_source (
    source   text        PRIMARY KEY,
    heard_at timestamptz NOT NULL
) WITH (fillfactor = 50);
