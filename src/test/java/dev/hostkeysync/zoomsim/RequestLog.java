package dev.hostkeysync.zoomsim;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.IntSupplier;

/// The requests seen, oldest first, as many as are kept.
final class RequestLog {

    /// A request whose answer may still be to come.
    static final class Entry {

        private final SeenRequest unanswered;
        private volatile int status;

        private Entry(SeenRequest unanswered) {
            this.unanswered = unanswered;
        }

        void answered(int value) {
            status = value;
        }

        private SeenRequest seen() {
            return unanswered.answered(status);
        }
    }

    private final IntSupplier kept;
    private final InstantSource clock;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long lastSequence;

    RequestLog(IntSupplier kept, InstantSource clock) {
        this.kept = kept;
        this.clock = clock;
    }

    synchronized Entry add(Call call) {
        Entry entry =
                new Entry(
                        new SeenRequest(
                                ++lastSequence,
                                clock.instant(),
                                call.method(),
                                call.target(),
                                /* status= */ 0,
                                call.header("Authorization").map(RequestLog::schemeOf).orElse(null),
                                call.header("X-Request-Id").orElse(null),
                                call.header("Content-Type").orElse(null),
                                call.body()));
        entries.addLast(entry);
        while (entries.size() > kept.getAsInt()) {
            entries.removeFirst();
        }
        return entry;
    }

    private static String schemeOf(String authorization) {
        int blank = authorization.indexOf(' ');
        return blank > 0 ? authorization.substring(0, blank) : "malformed";
    }

    synchronized List<SeenRequest> since(long sequence) {
        return entries.stream()
                .filter(entry -> entry.unanswered.sequence() > sequence)
                .map(Entry::seen)
                .toList();
    }

    /// Forgets the requests; the numbers go on, so that a reader who asks "since n" misses nothing.
    synchronized void clear() {
        entries.clear();
    }
}
