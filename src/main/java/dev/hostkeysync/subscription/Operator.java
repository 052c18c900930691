package dev.hostkeysync.subscription;

/// Who asks, for the audit trail.
///
/// @param label of the token, with its id where it has one
/// @param source the address the request came from
record Operator(String label, String source) {}
