-- Who read or changed what. Rows are only ever added.
CREATE TABLE audit_entry (
    id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    actor   text        NOT NULL,
    action  text        NOT NULL,
    user_id uuid,
    source  text        NOT NULL,
    detail  text
);

CREATE INDEX audit_entry_user ON audit_entry (user_id, at);
