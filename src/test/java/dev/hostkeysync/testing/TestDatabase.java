package dev.hostkeysync.testing;

import dev.hostkeysync.stack.PostgresServer;
import dev.hostkeysync.stack.TemporaryPostgres;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/// A migrated, empty database of a test's own, on the one PostgreSQL server of this JVM.
///
/// Flyway runs once; every further database is PostgreSQL's copy of the first.
///
/// @param dataSource a new connection at each call
/// @param jdbi on a pool, which lets go of a connection that nobody has used for a second
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
        String jdbcUrl = Shared.SERVER.jdbcUrl(name);
        return new TestDatabase(jdbcUrl, source, Jdbi.create(pool(jdbcUrl)));
    }

    private static DataSource pool(String jdbcUrl) {
        try {
            return AgroalDataSource.from(
                    new AgroalDataSourceConfigurationSupplier()
                            .metricsEnabled(false)
                            .connectionPoolConfiguration(pool ->
                                    pool.maxSize(24)
                                            .acquisitionTimeout(Duration.ofSeconds(30))
                                            .reapTimeout(Duration.ofSeconds(1))
                                            .connectionFactoryConfiguration(factory ->
                                                    factory.jdbcUrl(jdbcUrl)
                                                            .principal(
                                                                    new NamePrincipal(
                                                                            PostgresServer.ROLE))
                                                            .credential(
                                                                    new SimplePassword(
                                                                            PostgresServer
                                                                                    .PASSWORD)))));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make a pool", e);
        }
    }
}
