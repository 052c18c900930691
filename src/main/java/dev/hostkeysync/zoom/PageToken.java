package dev.hostkeysync.zoom;

/// Where a list of users goes on. Good for 15 minutes, and only for the list it was given with.
///
/// @param value opaque
public record PageToken(String value) {}
