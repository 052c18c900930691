package dev.hostkeysync.hostkey;

/// The configured keyset cannot seal host keys. The message continues the sentence "HOSTKEY_KEYSET
/// …" and repeats nothing of the keyset.
final class UnusableKeyset extends RuntimeException {

    UnusableKeyset(String message) {
        super(message);
    }
}
