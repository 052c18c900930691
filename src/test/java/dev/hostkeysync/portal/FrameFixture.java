package dev.hostkeysync.portal;

/// Frames for tests of others.
public final class FrameFixture {

    private FrameFixture() {}

    public static Frame operator(String here) {
        return new Frame("Title", here, "Jane", true, "csrf-token", new Assets());
    }
}
