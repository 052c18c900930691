-- Who exists. Written by the directory package only.
CREATE TABLE directory_user (
    id            uuid        PRIMARY KEY,
    user_name     text        NOT NULL,
    user_name_key text        NOT NULL,
    external_id   text,
    email         text,
    email_key     text,
    display_name  text,
    active        boolean     NOT NULL,
    zoom_user_id  text,
    status        text        NOT NULL CHECK (status IN ('ACTIVE', 'DEACTIVATED', 'TRANSFERRED', 'REMOVED')),
    version       bigint      NOT NULL CHECK (version > 0),
    document      jsonb       NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);

-- A removed user's name may be taken again; the tombstone keeps its own.
CREATE UNIQUE INDEX directory_user_user_name ON directory_user (user_name_key) WHERE status <> 'REMOVED';
CREATE INDEX directory_user_external_id ON directory_user (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX directory_user_email ON directory_user (email_key) WHERE email_key IS NOT NULL;
CREATE INDEX directory_user_zoom_user_id ON directory_user (zoom_user_id) WHERE zoom_user_id IS NOT NULL;
