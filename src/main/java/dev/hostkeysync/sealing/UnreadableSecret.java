package dev.hostkeysync.sealing;

import java.util.UUID;

/// A sealed secret does not open. Says which row, and nothing of what is in it.
public final class UnreadableSecret extends RuntimeException {

    UnreadableSecret(String table, UUID row, String why) {
        super("the secret in row " + row + " of " + table + " does not open: " + why);
    }
}
