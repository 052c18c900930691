package dev.hostkeysync.stack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// One connection through a [PostgresProxy].
final class ProxiedConnection {

    static final int LONGEST_FRAGMENT = 1024;

    private static final int READ_BYTES = 64 * 1024;

    private final PostgresProxy proxy;
    private final Socket client;
    private final Socket server;
    private final ReentrantLock lock = new ReentrantLock();
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private String lastRead = "";
    private boolean frozen;

    ProxiedConnection(PostgresProxy proxy, Socket client, Socket server) {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
    }

    void start() {
        Thread _ = Thread.ofVirtual().name("proxy-to-postgresql").start(this::toServer);
        Thread _ = Thread.ofVirtual().name("proxy-to-client").start(this::toClient);
    }

    void thaw() {
        lock.lock();
        try {
            frozen = false;
            if (held.size() > 0) {
                server.getOutputStream().write(held.toByteArray());
                held.reset();
            }
        } catch (IOException e) {
            close();
        } finally {
            lock.unlock();
        }
    }

    /// Ends both sides; PostgreSQL then rolls back what was open, as when the client dies.
    void close() {
        proxy.ended(this);
        try (client;
                server) {
            return;
        } catch (IOException e) {
            // Closed is closed.
            return;
        }
    }

    private void toServer() {
        byte[] buffer = new byte[READ_BYTES];
        try {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                pass(buffer, n, out);
            }
        } catch (IOException e) {
            // One side is gone; the other follows.
        } finally {
            close();
        }
    }

    /// While frozen it goes on reading, to notice when the client is gone.
    private void pass(byte[] buffer, int length, OutputStream out) throws IOException {
        lock.lock();
        try {
            frozen |= proxy.isHanging();
            if (!frozen) {
                trapped(new String(buffer, 0, length, StandardCharsets.ISO_8859_1))
                        .ifPresent(trap -> {
                            frozen = true;
                            trap.sprung().countDown();
                        });
            }
            if (frozen) {
                held.write(buffer, 0, length);
            } else {
                out.write(buffer, 0, length);
            }
        } finally {
            lock.unlock();
        }
    }

    /// A fragment may lie across two reads: the part in the first has been passed on by then, which
    /// is harmless, for PostgreSQL acts on whole messages only.
    private Optional<PostgresProxy.Trap> trapped(String read) {
        Optional<PostgresProxy.Trap> trap =
                proxy.armed()
                        .filter(armed -> {
                            String fragment = armed.fragment();
                            // One character less: what was passed on whole is past.
                            return (end(lastRead, fragment.length() - 1) + read).contains(fragment);
                        });
        lastRead = end(lastRead + read, LONGEST_FRAGMENT);
        return trap;
    }

    private static String end(String text, int length) {
        return text.substring(Math.max(0, text.length() - length));
    }

    private void toClient() {
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // One side is gone; the other follows.
        } finally {
            close();
        }
    }
}
