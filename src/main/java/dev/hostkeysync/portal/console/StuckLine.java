package dev.hostkeysync.portal.console;

import dev.hostkeysync.reconcile.backfill.BackfillAdministration;
import java.util.UUID;

/// Somebody whom a backfill left without a key.
///
/// @param id our id; empty = not known here
public record StuckLine(String id, String name, String state, String reason) {

    static StuckLine of(BackfillAdministration.Stuck one) {
        return new StuckLine(
                one.userId().map(UUID::toString).orElse(""),
                one.email().orElse("without an address"),
                one.isRefused() ? "Refused" : "Waits",
                one.reason());
    }
}
