package dev.hostkeysync.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/// Sends requests over a number of kept connections and takes the time of the answers. One thread
/// over all connections, and requests that are bytes already: it shares the machine with what it
/// measures.
final class LoadGenerator implements AutoCloseable {

    private static final long LAST_ANSWERS = Duration.ofSeconds(20).toNanos();
    private static final long LONGEST_MICROS = Duration.ofMinutes(2).toNanos() / 1_000;

    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private long number;

    LoadGenerator(int port, int connections) {
        try {
            this.selector = Selector.open();
            for (int i = 0; i < connections; i++) {
                this.connections.add(
                        Connection.open(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                                selector));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot connect to the service", e);
        }
        idle.addAll(this.connections);
    }

    /// Closed loop: every connection sends the next request once it has its answer.
    Load closed(Workload workload, Duration time) {
        return run(workload, time, new Schedule(0, System.nanoTime()), Long.MAX_VALUE);
    }

    /// The same until so many were sent.
    Load closed(Workload workload, long requests, Duration atMost) {
        return run(workload, atMost, new Schedule(0, System.nanoTime()), requests);
    }

    /// Open loop: requests are sent at their times, whether or not earlier ones were answered, and
    /// the latency of each counts from the time it was meant for. One that finds every connection
    /// taken waits, and its wait counts. It may be sent up to a millisecond late: the clock that
    /// wakes us has that grain.
    Load open(Workload workload, int perSecond, Duration time) {
        return run(
                workload,
                time,
                new Schedule(1_000_000_000L / perSecond, System.nanoTime()),
                Long.MAX_VALUE);
    }

    /// @param gap nanoseconds from one request to the next; 0 = as soon as a connection is free
    private record Schedule(long gap, long start) {

        long due(long sent, long now) {
            return gap == 0 ? now : start + sent * gap;
        }
    }

    private Load run(Workload workload, Duration time, Schedule schedule, long atMost) {
        Histogram micros = new Histogram(LONGEST_MICROS, 3);
        long end = schedule.start() + time.toNanos();
        long sent = 0;
        long answered = 0;
        try {
            while (true) {
                long now = System.nanoTime();
                long due = schedule.due(sent, now);
                while (!idle.isEmpty() && due <= now && due < end && sent < atMost) {
                    idle.pop().send(workload.request(number++), due);
                    sent++;
                    due = schedule.due(sent, now);
                }
                boolean over = due >= end || sent >= atMost;
                if (over && idle.size() == connections.size()) {
                    double seconds = (Math.min(now, end) - schedule.start()) / 1e9;
                    return new Load(answered, seconds, micros);
                }
                if (now > end + LAST_ANSWERS) {
                    throw new IllegalStateException("requests stay without an answer");
                }
                selector.select(over || idle.isEmpty() ? 100 : millisUntil(due - now));
                answered += take(workload, micros, end);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a connection to the service broke", e);
        }
    }

    private static long millisUntil(long nanos) {
        return Math.max(1, (nanos + 999_999) / 1_000_000);
    }

    /// @return how many came before the end
    private long take(Workload workload, Histogram micros, long end) throws IOException {
        long inTime = 0;
        for (SelectionKey key : selector.selectedKeys()) {
            Connection connection = (Connection) key.attachment();
            if (key.isWritable()) {
                connection.flush();
            }
            if (!key.isReadable()) {
                continue;
            }
            Optional<HttpAnswer> answer = connection.read();
            if (answer.isPresent()) {
                long now = System.nanoTime();
                micros.recordValue(Math.min((now - connection.since()) / 1_000, LONGEST_MICROS));
                inTime += now <= end ? 1 : 0;
                workload.answered(answer.get().status(), answer.get().body(), now);
                idle.push(connection);
            }
        }
        selector.selectedKeys().clear();
        return inTime;
    }

    @Override
    public void close() {
        try {
            for (Connection connection : connections) {
                connection.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
