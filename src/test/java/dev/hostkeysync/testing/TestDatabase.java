package dev.hostkeysync.testing;

import dev.hostkeysync.stack.PostgresServer;
import dev.hostkeysync.stack.TemporaryPostgres;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/// A migrated, empty database of a test's own, on the one PostgreSQL server of this JVM.
///
/// Flyway runs once; every further database is PostgreSQL's copy of the first.
public record TestDatabase(String jdbcUrl, DataSource dataSource, Jdbi jdbi) {

    private static final String TEMPLATE = "migrated";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /// On first use, so that a run of tests without a database starts none.
    private static final class Shared {

        static final PostgresServer SERVER = start();

        private static PostgresServer start() {
            PostgresServer server = TemporaryPostgres.start();
            server.createDatabase(TEMPLATE);
            Flyway.configure()
                    .dataSource(server.dataSource(TEMPLATE))
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return server;
        }
    }

    public static TestDatabase fresh() {
        String name = "test_" + NUMBER.incrementAndGet();
        Shared.SERVER.createDatabase(name, TEMPLATE);
        DataSource source = Shared.SERVER.dataSource(name);
        return new TestDatabase(Shared.SERVER.jdbcUrl(name), source, Jdbi.create(source));
    }
}
