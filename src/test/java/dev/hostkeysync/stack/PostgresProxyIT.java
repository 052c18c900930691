package dev.hostkeysync.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProxyIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir static Path directory;

    private static PostgresServer postgres;

    private PostgresProxy proxy;
    private Jdbi direct;
    private Jdbi through;

    @BeforeAll
    static void startPostgres() {
        postgres = PostgresServer.quick(directory.resolve("pg"), Ports.free());
        postgres.createDatabase("app");
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @BeforeEach
    void openProxy() {
        proxy = PostgresProxy.before(postgres, Ports.free());
        through = Jdbi.create(proxy.jdbcUrl("app"), PostgresServer.ROLE, PostgresServer.PASSWORD);
        direct = Jdbi.create(postgres.dataSource("app"));
        direct.useHandle(
                tx -> tx.execute("DROP TABLE IF EXISTS note; CREATE TABLE note (text text)"));
    }

    @AfterEach
    void closeProxy() {
        proxy.close();
    }

    @Test
    void holdsBackAStatementUntilItIsReleased() {
        proxy.freezeWhen("INSERT INTO note");

        CompletableFuture<Void> insert = inBackground("held back");

        assertThat(proxy.awaitFrozen(SOON)).isTrue();
        assertThat(notes()).isZero();
        proxy.release();
        assertThat(insert).succeedsWithin(SOON);
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void recognisesAStatementThatIsSentASecondTime() {
        insert("first");
        insert("second");
        proxy.freezeWhen("INSERT INTO note");

        CompletableFuture<Void> third = inBackground("third");

        assertThat(proxy.awaitFrozen(SOON)).isTrue();
        assertThat(notes()).isEqualTo(2);
        proxy.release();
        assertThat(third).succeedsWithin(SOON);
    }

    @Test
    void doesNotMistakeAnEarlierStatementForTheOneAwaited() {
        var connected = through.open();
        connected.execute("INSERT INTO note VALUES ('earlier')");
        proxy.freezeWhen("INSERT INTO note");

        connected.execute("SELECT 1");

        assertThat(proxy.awaitFrozen(Duration.ZERO)).isFalse();
        connected.close();
    }

    @Test
    void recognisesAFragmentThatLiesAcrossTwoReads() {
        proxy.freezeWhen("/* the end */");
        String long_ = "SELECT '" + "x".repeat(200_000) + "' /* the end */";

        CompletableFuture<Void> query =
                CompletableFuture.runAsync(() ->
                        through.useHandle(tx -> tx.createQuery(long_).mapTo(String.class).one()));

        assertThat(proxy.awaitFrozen(SOON)).isTrue();
        proxy.release();
        assertThat(query).succeedsWithin(SOON);
    }

    @Test
    void rollsBackWhenTheClientDiesWhileHeldBack() throws Exception {
        proxy.freezeWhen("COMMIT");
        Connection client = through.open().getConnection();
        client.setAutoCommit(false);
        client.createStatement().execute("INSERT INTO note VALUES ('never committed')");

        CompletableFuture<Void> commit = CompletableFuture.runAsync(() -> commit(client));
        assertThat(proxy.awaitFrozen(SOON)).isTrue();
        client.abort(Runnable::run);

        assertThat(commit).failsWithin(SOON);
        // Waits for whatever still has the table open.
        direct.useTransaction(tx -> tx.execute("LOCK TABLE note IN ACCESS EXCLUSIVE MODE"));
        assertThat(notes()).isZero();
    }

    @Test
    void playsAPostgresThatIsDownAndUpAgain() {
        insert("before");
        var connected = through.open();

        proxy.refuse();

        assertThatThrownBy(() -> connected.execute("SELECT 1"))
                .hasRootCauseInstanceOf(java.io.IOException.class);
        assertThatThrownBy(() -> insert("while down")).rootCause().hasMessage("Connection refused");
        proxy.accept();
        insert("after");
        assertThat(notes()).isEqualTo(2);
    }

    @Test
    void playsAPostgresThatHangs() {
        proxy.hang();

        CompletableFuture<Void> first = inBackground("first");
        CompletableFuture<Void> second = inBackground("second");

        assertThat(first)
                .failsWithin(Duration.ofMillis(200))
                .withThrowableThat()
                .isInstanceOf(TimeoutException.class);
        proxy.release();
        assertThat(first).succeedsWithin(SOON);
        assertThat(second).succeedsWithin(SOON);
        assertThat(notes()).isEqualTo(2);
    }

    private CompletableFuture<Void> inBackground(String text) {
        return CompletableFuture.runAsync(() -> insert(text));
    }

    private void insert(String text) {
        through.useHandle(tx -> tx.execute("INSERT INTO note VALUES (?)", text));
    }

    private static void commit(Connection client) {
        try {
            client.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int notes() {
        return direct.withHandle(
                tx -> tx.createQuery("SELECT count(*) FROM note").mapTo(Integer.class).one());
    }
}
