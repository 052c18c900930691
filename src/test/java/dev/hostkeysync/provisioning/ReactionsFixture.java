package dev.hostkeysync.provisioning;

/// The trigger table for tests of others.
public final class ReactionsFixture {

    private ReactionsFixture() {}

    public static Reactions defaults() {
        return new Reactions(new DefaultProvisioning());
    }
}
