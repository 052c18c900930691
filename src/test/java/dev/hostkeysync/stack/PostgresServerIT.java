package dev.hostkeysync.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

    @TempDir Path directory;

    @Test
    void keepsWhatWasCommittedThroughAKillAndAStop() {
        try (PostgresServer server =
                PostgresServer.durable(directory.resolve("pg"), Ports.free())) {
            server.createDatabase("app");
            Jdbi jdbi = Jdbi.create(server.dataSource("app"));
            jdbi.useHandle(tx -> tx.execute("CREATE TABLE kept (name text)"));
            jdbi.useHandle(tx -> tx.execute("INSERT INTO kept VALUES ('before the kill')"));

            server.kill();
            server.restart();
            jdbi.useHandle(tx -> tx.execute("INSERT INTO kept VALUES ('before the stop')"));
            server.stop();
            server.restart();

            assertThat(names(jdbi)).containsExactly("before the kill", "before the stop");
        }
    }

    @Test
    void takesOverADirectoryThatIsThere() {
        Path data = directory.resolve("pg");
        int port = Ports.free();
        try (PostgresServer first = PostgresServer.durable(data, port)) {
            assertThat(first.createDatabase("app")).isTrue();
        }

        try (PostgresServer second = PostgresServer.durable(data, port)) {
            assertThat(second.createDatabase("app")).isFalse();
        }
    }

    @Test
    void writesEveryCommitToTheDisk() {
        try (PostgresServer server =
                PostgresServer.durable(directory.resolve("pg"), Ports.free())) {
            Jdbi jdbi = Jdbi.create(server.dataSource("postgres"));

            List<String> settings =
                    List.of(
                            "fsync",
                            "synchronous_commit",
                            "full_page_writes",
                            "max_connections",
                            "shared_buffers",
                            "listen_addresses",
                            "server_encoding");

            assertThat(settings)
                    .extracting(name -> setting(jdbi, name))
                    .containsExactly("on", "on", "on", "200", "256MB", "127.0.0.1", "UTF8");
            assertThat(setting(jdbi, "server_version")).startsWith("17.");
        }
    }

    @Test
    void dumpsTextThatStandsInABinaryColumn() {
        try (PostgresServer server = PostgresServer.quick(directory.resolve("pg"), Ports.free())) {
            server.createDatabase("app");
            Jdbi.create(server.dataSource("app"))
                    .useHandle(tx ->
                            tx.createScript(
                                            """
                                            CREATE TABLE message (name text, value bytea);
                                            INSERT INTO message VALUES
                                                ('a', '{"key":"482093"}'), ('b', '\\xff00');
                                            """)
                                    .execute());

            assertThat(server.dump("app"))
                    .isEqualTo(
                            """
                            -- public.message
                            (a,"{""key"":""482093""}")
                            (b,"\\\\377\\\\000")
                            """);
        }
    }

    @Test
    void startsForRootWhereUserNamespacesAreForbidden() throws Exception {
        assumeTrue(root(), "only root must step down");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));

        try (PostgresServer server = asOtherUser(directory.resolve("pg"))) {
            assertThat(server.createDatabase("app")).isTrue();
        }
    }

    @Test
    void tellsRootThatNobodyCannotReachTheDirectory() throws Exception {
        assumeTrue(root(), "only root must step down");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));

        assertThatThrownBy(() -> asOtherUser(directory.resolve("pg")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "PostgreSQL refuses to run as root, and the user 'nobody' cannot reach %s:"
                                + " run this as an ordinary user, or from a directory open to all",
                        directory.resolve("pg.fresh"));
    }

    @Test
    void saysWhyItCannotStart() throws Exception {
        Path data = Files.createDirectories(directory.resolve("pg"));

        assertThatThrownBy(() -> PostgresServer.quick(data, Ports.free()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PostgreSQL ended with status")
                .hasMessageContaining(data + "/postgresql.conf");
    }

    private static boolean root() {
        return new UnixSystem().getUid() == 0;
    }

    private static PostgresServer asOtherUser(Path data) {
        return PostgresServer.start(
                data, Ports.free(), PostgresSettings.QUICK, Unprivileged.OTHER_USER);
    }

    private static List<String> names(Jdbi jdbi) {
        return jdbi.withHandle(
                tx -> tx.createQuery("SELECT name FROM kept").mapTo(String.class).list());
    }

    private static String setting(Jdbi jdbi, String name) {
        return jdbi.withHandle(tx ->
                tx.createQuery("SELECT current_setting(:name)")
                        .bind("name", name)
                        .mapTo(String.class)
                        .one());
    }
}
