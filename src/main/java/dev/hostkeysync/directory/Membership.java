package dev.hostkeysync.directory;

import dev.hostkeysync.identity.GroupId;

/// A group that a user is in.
///
/// @param direct `false` = only through a group in it
public record Membership(GroupId group, String displayName, boolean direct) {}
