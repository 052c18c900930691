-- Groups and who is in them. Written by the directory package only.
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
-- Few members are groups, and the way down through nested groups must not read those that are not.
CREATE INDEX directory_member_nested ON directory_member (group_id, member_id) WHERE type = 'Group';

-- Whose members may hold a key (HOSTKEY_ELIGIBLE_GROUPS), as it is in force for every replica. Whoever changes groups
-- locks the one row: one change of groups at a time.
CREATE TABLE directory_policy (
    the_only_one    boolean PRIMARY KEY DEFAULT true CHECK (the_only_one),
    eligible_groups text[]  NOT NULL DEFAULT '{}',   -- like display_name_key; empty = every user
    settled_up_to   uuid                             -- users behind it are not checked yet; NULL = all are
);
INSERT INTO directory_policy DEFAULT VALUES;

-- Whether the policy lets the user hold a key.
ALTER TABLE directory_user ADD COLUMN eligible boolean NOT NULL DEFAULT true;
