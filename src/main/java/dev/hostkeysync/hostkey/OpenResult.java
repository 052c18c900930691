package dev.hostkeysync.hostkey;

/// The key to set at Zoom, on record before Zoom is told.
///
/// @param fresh `false` = the digits were drawn earlier and are kept, because Zoom may hold them
///   already (invariant I6)
public record OpenResult(HostKey.Pending pending, boolean fresh) {}
