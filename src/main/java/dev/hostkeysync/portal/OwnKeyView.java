package dev.hostkeysync.portal;

/// What the own-key page shows.
///
/// @param email of the person, as verified by the issuer
public record OwnKeyView(String email) {}
