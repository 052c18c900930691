package dev.hostkeysync.sealing;

/// The configured keyset cannot be used. The message continues the sentence "HOSTKEY_KEYSET …" and
/// repeats nothing of the keyset.
public final class UnusableKeyset extends RuntimeException {

    UnusableKeyset(String message) {
        super(message);
    }
}
