package dev.hostkeysync.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/// One HTTP/1.1 connection that is kept, with at most one request under way.
final class Connection {

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer in = ByteBuffer.allocate(256 * 1024);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private long since;

    private Connection(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    static Connection open(InetSocketAddress server, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        Connection connection = new Connection(channel, key);
        key.attach(connection);
        return connection;
    }

    /// @param since `System.nanoTime()` from which its latency counts
    void send(byte[] request, long since) throws IOException {
        this.since = since;
        out = ByteBuffer.wrap(request);
        flush();
    }

    void flush() throws IOException {
        channel.write(out);
        key.interestOps(SelectionKey.OP_READ | (out.hasRemaining() ? SelectionKey.OP_WRITE : 0));
    }

    /// Reads what is there.
    ///
    /// @return the answer, once it is whole; good until the next call of [#send] or [#read]
    Optional<HttpAnswer> read() throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("the service closed a connection");
        }
        Optional<HttpAnswer> answer = HttpAnswer.in(in.duplicate().flip());
        if (answer.isPresent()) {
            in.clear();
        }
        return answer;
    }

    long since() {
        return since;
    }

    void close() throws IOException {
        channel.close();
    }
}
