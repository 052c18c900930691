package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;

/// Names one version of one user's host key.
public record KeyVersion(UserId userId, long version) {}
