package dev.hostkeysync.directory;

import java.util.UUID;

/// Where a resource stands in an order.
///
/// @param key what it ranks by, as text
public record Position(String key, UUID id) {}
