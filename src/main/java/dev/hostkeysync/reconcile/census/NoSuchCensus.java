package dev.hostkeysync.reconcile.census;

import java.util.UUID;

/// The census was forgotten, or there never was one.
public final class NoSuchCensus extends IllegalStateException {

    NoSuchCensus(UUID id) {
        super("there is no census " + id);
    }
}
