package dev.hostkeysync.ops.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The last so many of something.
final class Ring<T> {

    private final int size;
    private final Deque<T> kept = new ArrayDeque<>();

    Ring(int size) {
        this.size = size;
    }

    synchronized void add(T one) {
        if (kept.size() == size) {
            kept.removeFirst();
        }
        kept.addLast(one);
    }

    /// From the oldest.
    synchronized List<T> all() {
        return List.copyOf(kept);
    }
}
