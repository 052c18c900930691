package dev.hostkeysync.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/// A real PostgreSQL, one server per JVM. Flyway runs once, into a template; every fresh database
/// is a copy of it, which takes milliseconds.
public final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final DataSource dataSource;
    private final Jdbi jdbi;

    private TestDatabase(DataSource dataSource) {
        this.dataSource = dataSource;
        this.jdbi = Jdbi.create(dataSource);
    }

    /// A database of its own for the caller, with all migrations applied.
    public static TestDatabase fresh() {
        String name = "test_" + COUNT.incrementAndGet();
        Jdbi admin = Jdbi.create(Server.POSTGRES.getPostgresDatabase());
        admin.useHandle(h -> h.execute("CREATE DATABASE " + name + " TEMPLATE " + Server.TEMPLATE));
        return new TestDatabase(Server.POSTGRES.getDatabase("postgres", name));
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    private static final class Server {

        private static final String TEMPLATE = "migrated";
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres postgres =
                        EmbeddedPostgres.builder()
                                // Nothing here has to survive a power cut.
                                .setServerConfig("fsync", "off")
                                .setServerConfig("max_connections", "200")
                                .start();
                Jdbi.create(postgres.getPostgresDatabase())
                        .useHandle(h -> h.execute("CREATE DATABASE " + TEMPLATE));
                Flyway.configure()
                        .dataSource(postgres.getDatabase("postgres", TEMPLATE))
                        .locations("classpath:db/migration")
                        .load()
                        .migrate();
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
