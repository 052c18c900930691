package dev.hostkeysync.dialing;

import dev.hostkeysync.testing.Configs;
import java.util.Map;

/// The regions as they are without any variable, for tests of others.
public final class DialingFixture {

    private DialingFixture() {}

    public static Regions regions() {
        return new Regions(Configs.of(CrcConfig.class, Map.of()));
    }
}
