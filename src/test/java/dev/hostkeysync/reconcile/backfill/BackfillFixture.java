package dev.hostkeysync.reconcile.backfill;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Backfills for tests of others.
public final class BackfillFixture {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    private BackfillFixture() {}

    public static BackfillView view(
            BackfillState state,
            boolean dryRun,
            int total,
            int done,
            Map<String, Integer> skipped) {
        return new BackfillView(
                new UUID(0, 1),
                state,
                dryRun,
                /* rotate */ false,
                new Filter("example.com", null, null, null),
                0.5,
                total,
                total,
                total,
                7,
                done,
                0,
                0,
                0,
                0,
                skipped,
                state == BackfillState.RUNNING ? 4.5 : 0,
                120L,
                List.of(BackfillView.MAIL),
                null,
                null,
                "oidc:jane",
                NOW,
                NOW,
                state.isUnfinished() ? null : NOW);
    }
}
