package dev.hostkeysync.common;

import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// Readings without a thread, for tests of others.
public final class SamplesFixture {

    private SamplesFixture() {}

    public static Samples of(Jdbi jdbi, InstantSource clock) {
        return new Samples(jdbi, clock);
    }

    /// What the thread does once a second.
    public static void look(Samples samples) {
        samples.look();
    }
}
