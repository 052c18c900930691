CREATE TABLE directory_group (
    id               uuid PRIMARY KEY,
    display_name     text NOT NULL,
    display_name_key text NOT NULL,          -- same case folding as user_name_key
    external_id      text,
    version          bigint NOT NULL CHECK (version > 0),
    document         jsonb NOT NULL,         -- the stored resource without members
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL
);
CREATE UNIQUE INDEX directory_group_display_name ON directory_group (display_name_key);
CREATE INDEX directory_group_external_id ON directory_group (external_id) WHERE external_id IS NOT NULL;
CREATE TABLE directory_member (
    group_id  uuid NOT NULL REFERENCES directory_group ON DELETE CASCADE,
    member_id uuid NOT NULL,                 -- a user or a group
    type      text NOT NULL CHECK (type IN ('User', 'Group')),
    PRIMARY KEY (group_id, member_id)
);
CREATE INDEX directory_member_member ON directory_member (member_id, group_id);
