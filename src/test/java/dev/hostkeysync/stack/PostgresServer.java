package dev.hostkeysync.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// A PostgreSQL 17 server on 127.0.0.1, as a process of its own: it can be stopped, killed and
/// started again on the same directory and port.
///
/// Whoever may connect to the port may sign in as anybody: it is for tests and the local run.
public final class PostgresServer implements AutoCloseable {

    /// The role that owns the databases, without any right beyond them.
    public static final String ROLE = "hostkeysync";

    public static final String PASSWORD = "not-checked-locally";

    private static final Duration START = Duration.ofSeconds(60);
    private static final String SUPERUSER = "postgres";

    private final PostgresBinaries binaries;
    private final Unprivileged unprivileged;
    private final PostgresSettings settings;
    private final Path data;
    private final int port;
    private OsProcess process;

    private PostgresServer(
            PostgresBinaries binaries,
            Unprivileged unprivileged,
            PostgresSettings settings,
            Path data,
            int port)
            throws IOException {
        this.binaries = binaries;
        this.unprivileged = unprivileged;
        this.settings = settings;
        this.data = data.toAbsolutePath();
        this.port = port;
        if (!Files.exists(data)) {
            initialise();
        }
        this.process = launch();
        createRole();
    }

    /// A server that keeps what it has committed, whatever happens to it.
    ///
    /// @param data its directory; made when it does not exist, taken over when it does
    public static PostgresServer durable(Path data, int port) {
        return start(data, port, PostgresSettings.DURABLE, Unprivileged.detect());
    }

    /// A server that forgets its last commits in a crash of the machine, for tests that want speed.
    public static PostgresServer quick(Path data, int port) {
        return start(data, port, PostgresSettings.QUICK, Unprivileged.detect());
    }

    static PostgresServer start(
            Path data, int port, PostgresSettings settings, Unprivileged unprivileged) {
        try {
            Path shared = Path.of(unprivileged.foreign() ? tmp() : "target");
            PostgresBinaries binaries = PostgresBinaries.unpackedInto(shared);
            return new PostgresServer(binaries, unprivileged, settings, data, port);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL in " + data, e);
        }
    }

    private static String tmp() {
        return System.getProperty("java.io.tmpdir") + "/hostkey-sync-postgresql";
    }

    public int port() {
        return port;
    }

    /// Of the process that starts all others.
    public long pid() {
        return process.handle().pid();
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /// A new connection at each call, signed in as [#ROLE].
    public DataSource dataSource(String database) {
        return dataSource(database, ROLE);
    }

    /// Makes a database that belongs to [#ROLE].
    ///
    /// @return false when there is one of that name already, which then stays as it is
    public boolean createDatabase(String name) {
        return createDatabase(name, "template1");
    }

    /// As [#createDatabase(String)], with all that stands in another database, which nobody may be
    /// connected to.
    public boolean createDatabase(String name, String template) {
        try {
            execute(
                    "CREATE DATABASE \"%s\" OWNER %s TEMPLATE \"%s\""
                            .formatted(name, ROLE, template));
            return true;
        } catch (SQLException e) {
            if ("42P04".equals(e.getSQLState())) {
                return false;
            }
            throw new IllegalStateException("cannot create database " + name, e);
        }
    }

    /// Throws the database away, and whoever is connected to it out.
    public void dropDatabase(String name) {
        try {
            execute("DROP DATABASE \"%s\" WITH (FORCE)".formatted(name));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot drop database " + name, e);
        }
    }

    /// Every row of every table as text, to search for what must not be there. Binary columns too:
    /// their printable bytes stand there as characters.
    public String dump(String database) {
        return TableDump.of(dataSource(database, SUPERUSER));
    }

    /// Ends the server as an operator would: open transactions are rolled back, nothing is lost.
    public void stop() {
        if (process.isAlive()) {
            run("pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", "30");
            process.awaitExit(Duration.ofSeconds(30));
        }
    }

    /// SIGKILL: no rollback, no checkpoint; the next start recovers from the log.
    public void kill() {
        List<ProcessHandle> backends = process.handle().descendants().toList();
        process.kill();
        // They notice by themselves, and hold the shared memory until then.
        CompletableFuture.allOf(
                        backends.stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture[]::new))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    /// Starts it again after [#stop] or [#kill].
    public void restart() {
        process = launch();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        stop();
    }

    private DataSource dataSource(String database, String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl(database));
        source.setUser(user);
        source.setPassword(PASSWORD);
        return source;
    }

    private void initialise() throws IOException {
        Path fresh = data.resolveSibling(data.getFileName() + ".fresh");
        Directories.delete(fresh);
        Files.createDirectories(fresh);
        unprivileged.give(fresh);
        run(
                "initdb",
                "--pgdata=" + fresh,
                "--username=" + SUPERUSER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                // Nothing is in it yet that could be lost.
                "--no-sync");
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private OsProcess launch() {
        List<String> command = new ArrayList<>();
        command.add(binaries.program("postgres"));
        command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        settings.options().forEach(option -> command.addAll(List.of("-c", option)));
        Path log = data.resolveSibling(data.getFileName() + ".log");
        OsProcess started =
                OsProcess.start("PostgreSQL", unprivileged.command(command), Map.of(), log);
        try {
            started.await("to answer on port " + port, START, this::answers);
            return started;
        } catch (RuntimeException e) {
            started.kill();
            throw e;
        }
    }

    private boolean answers() {
        try (Connection connection = dataSource("postgres", SUPERUSER).getConnection()) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private void createRole() {
        try {
            execute("CREATE ROLE " + ROLE + " LOGIN");
        } catch (SQLException e) {
            if (!"42710".equals(e.getSQLState())) {
                throw new IllegalStateException("cannot create role " + ROLE, e);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource("postgres", SUPERUSER).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(binaries.program(program));
        command.addAll(List.of(arguments));
        Path log = data.resolveSibling(data.getFileName() + "." + program + ".log");
        OsProcess.start(program, unprivileged.command(command), Map.of(), log)
                .requireSuccess(START);
    }
}
