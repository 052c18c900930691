package dev.hostkeysync.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Stands between the service and PostgreSQL and can hold back one statement at the very moment it
/// is sent, or play a PostgreSQL that is down.
///
/// The held statement never reaches PostgreSQL: whoever sent it waits for an answer. That is the
/// moment to kill the sender.
public final class PostgresProxy implements AutoCloseable {

    private final int postgresPort;
    private final int port;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Trap trap;
    private volatile Door door;
    private volatile boolean hanging;

    private PostgresProxy(int postgresPort, int port) {
        this.postgresPort = postgresPort;
        this.port = port;
        this.door = open();
    }

    /// @param port where the service connects to, on 127.0.0.1
    public static PostgresProxy before(PostgresServer postgres, int port) {
        return new PostgresProxy(postgres.port(), port);
    }

    /// The driver sends each statement's text each time: with named statements the second time
    /// would carry a name only, and nothing to recognise it by.
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?prepareThreshold=0".formatted(port, database);
    }

    /// From now on, the first connection that sends this text stops before it is passed on.
    ///
    /// @param sqlFragment ASCII, compared exactly, at most 1024 characters
    public void freezeWhen(String sqlFragment) {
        if (sqlFragment.length() > ProxiedConnection.LONGEST_FRAGMENT) {
            throw new IllegalArgumentException("too long to wait for: " + sqlFragment);
        }
        trap = new Trap(sqlFragment);
    }

    /// @return whether a connection stood still before the time was up
    public boolean awaitFrozen(Duration atMost) {
        try {
            return trap().sprung().await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// From now on nothing is passed on: PostgreSQL hangs, and no connection breaks.
    public void hang() {
        hanging = true;
    }

    /// Passes on what was held back, and lets everything through again.
    public void release() {
        trap = null;
        // Before they are thawed: a connection looks at it while it holds its lock.
        hanging = false;
        connections.forEach(ProxiedConnection::thaw);
    }

    /// PostgreSQL is down: every connection breaks, new ones are refused.
    public void refuse() {
        door.close();
        connections.forEach(ProxiedConnection::close);
    }

    /// PostgreSQL is up again.
    public void accept() {
        if (door.socket().isClosed()) {
            door = open();
        }
    }

    @Override
    public void close() {
        refuse();
    }

    boolean isHanging() {
        return hanging;
    }

    /// Asked by each connection for what it is about to pass on.
    Optional<Trap> armed() {
        return Optional.ofNullable(trap).filter(Trap::armed);
    }

    void ended(ProxiedConnection connection) {
        connections.remove(connection);
    }

    private Trap trap() {
        Trap current = trap;
        if (current == null) {
            throw new IllegalStateException("freezeWhen was not called");
        }
        return current;
    }

    private Door open() {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(Ports.address(port));
            return new Door(
                    opened,
                    Thread.ofPlatform().daemon().name("proxy-door").start(() -> admit(opened)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    private void admit(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                connect(opened.accept());
            } catch (IOException e) {
                // The door was closed, or PostgreSQL is away: the client sees a broken connection.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server;
        try {
            server = new Socket(Ports.loopback(), postgresPort);
        } catch (IOException e) {
            client.close();
            throw e;
        }
        ProxiedConnection connection = new ProxiedConnection(this, client, server);
        connections.add(connection);
        connection.start();
    }

    /// Where connections come in.
    private record Door(ServerSocket socket, Thread admitting) {

        /// Returns once new connections are refused: the port stays open for as long as the thread
        /// is still in `accept`.
        void close() {
            try {
                socket.close();
                admitting.join();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// One statement waited for; springs once.
    record Trap(String fragment, CountDownLatch sprung) {

        Trap(String fragment) {
            this(fragment, new CountDownLatch(1));
        }

        boolean armed() {
            return sprung.getCount() > 0;
        }
    }
}
