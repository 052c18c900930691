package dev.hostkeysync.stack;

/// Which simulated Zoom the local run uses: the one place that names it.
public final class ZoomInUse {

    private ZoomInUse() {}

    @SuppressWarnings("DoNotCallSuggester") // Until a simulator stands behind it.
    public static SimulatedZoom start(int port, SimulatedZoom.App app) {
        throw new IllegalStateException(
                "no Zoom simulator is wired for port %d and client %s"
                        .formatted(port, app.clientId()));
    }
}
