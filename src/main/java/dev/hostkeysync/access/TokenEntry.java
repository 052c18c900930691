package dev.hostkeysync.access;

/// A token that is let in.
record TokenEntry(TokenHash hash, Caller caller) {}
