package dev.hostkeysync.zoom;

import java.time.InstantSource;

/// Sightings for tests of other packages.
public final class SightingsFixture {

    private SightingsFixture() {}

    /// Zoom has not answered yet.
    public static ZoomSightings none() {
        return new ZoomSightings(InstantSource.system());
    }
}
