package dev.hostkeysync.portal.console;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/// Who acts in the tests of the overview, and what is written down of it.
final class Trail {

    static final By JANE = new By(new Caller("oidc:jane", Set.of(Scope.OPERATOR)), "192.0.2.1");

    private Trail() {}

    static List<String> of(Jdbi jdbi) {
        return jdbi.withHandle(tx ->
                tx.select(
                                "SELECT actor || ' ' || source || ' ' || action || ' ' || coalesce(detail, '')"
                                        + " FROM audit_entry ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }
}
