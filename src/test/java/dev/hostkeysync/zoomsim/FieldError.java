package dev.hostkeysync.zoomsim;

/// One entry of `errors` in a code 300 answer.
record FieldError(String field, String message) {}
