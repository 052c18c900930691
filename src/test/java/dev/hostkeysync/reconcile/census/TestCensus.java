package dev.hostkeysync.reconcile.census;

import dev.hostkeysync.common.Ids;
import dev.hostkeysync.zoom.ZoomUsers;
import org.jdbi.v3.core.Jdbi;

/// A census for the tests of its owners.
public final class TestCensus {

    private TestCensus() {}

    public static Census over(Jdbi jdbi, ZoomUsers zoom) {
        return new Census(jdbi, new CensusRows(), zoom, Ids.timeOrdered());
    }
}
