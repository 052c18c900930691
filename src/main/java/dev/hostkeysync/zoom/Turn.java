package dev.hostkeysync.zoom;

/// Holds a call back until the pace allows it. Asked at the last moment before each request, when
/// all else is ready, so that what comes between takes no time.
@FunctionalInterface
public interface Turn {

    /// Blocks until the call may go.
    ///
    /// @return `false` when it must not be made now
    boolean await();
}
