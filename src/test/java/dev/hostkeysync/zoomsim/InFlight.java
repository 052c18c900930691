package dev.hostkeysync.zoomsim;

import java.util.HashMap;
import java.util.Map;

/// The writes in flight on each user: from the request read to just before the answer is sent, so
/// that a caller who waits for the answer is never refused.
final class InFlight {

    private final Map<String, Integer> calls = new HashMap<>();
    private int most;

    synchronized Ticket enter(String user) {
        int now = calls.merge(user, 1, Integer::sum);
        most = Math.max(most, now);
        return new Ticket(user, /* contended= */ now > 1);
    }

    /// For a call that changes no user.
    Ticket notCounted() {
        Ticket ticket = new Ticket("", /* contended= */ false);
        ticket.left = true;
        return ticket;
    }

    /// The most there ever were on one user.
    synchronized int most() {
        return most;
    }

    synchronized void reset() {
        most = 0;
    }

    private synchronized void leave(String user) {
        calls.computeIfPresent(user, (_, now) -> now > 1 ? now - 1 : null);
    }

    /// One call in flight. Leaving twice does no harm.
    final class Ticket implements AutoCloseable {

        private final String user;
        private final boolean contended;
        private boolean left;

        private Ticket(String user, boolean contended) {
            this.user = user;
            this.contended = contended;
        }

        /// Whether another write on the same user was in flight already.
        boolean contended() {
            return contended;
        }

        @Override
        public void close() {
            if (!left) {
                left = true;
                leave(user);
            }
        }
    }
}
