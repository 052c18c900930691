package dev.hostkeysync.common;

/// What is wrong with one member of a request's body.
///
/// @param pointer JSON pointer as a URI fragment, such as `#/passcode`, as in RFC 9457 section 3
/// @param detail begins with the member's name; never repeats the value, which may be a secret
public record FieldFault(String pointer, String detail) {}
