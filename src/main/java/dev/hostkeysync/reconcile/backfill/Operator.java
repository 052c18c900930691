package dev.hostkeysync.reconcile.backfill;

/// Who asks for something, for the audit trail.
///
/// @param source the address the request came from
public record Operator(String label, String source) {}
