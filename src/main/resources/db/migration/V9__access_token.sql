-- Tokens made over the API. Of a token itself only its SHA-256 is kept; a revoked one stays, to tell who ended it and when.
CREATE TABLE access_token (
    id         uuid        PRIMARY KEY,
    name       text        NOT NULL,
    scopes     text[]      NOT NULL CHECK (cardinality(scopes) > 0),
    sha256     bytea       NOT NULL UNIQUE CHECK (octet_length(sha256) = 32),
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    -- NULL = it does not expire.
    expires_at timestamptz CHECK (expires_at > created_at),
    revoked_at timestamptz,
    revoked_by text,
    CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
);

-- Every replica reads all of these every few seconds.
CREATE INDEX access_token_live ON access_token (created_at) WHERE revoked_at IS NULL;

-- Apart from the tokens, because it changes all the time, and because tokens given in variables have a last use too.
CREATE TABLE access_token_use (
    token_id     uuid        PRIMARY KEY,
    last_used_at timestamptz NOT NULL
) WITH (fillfactor = 50);
