package dev.hostkeysync.stack;

import java.util.Map;

/// An HTTP request to the service.
///
/// @param path with its query, percent-encoded
/// @param body empty for none
public record Call(String method, String path, Map<String, String> headers, String body) {}
