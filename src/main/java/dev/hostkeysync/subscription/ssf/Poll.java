package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.common.Cadence;
import dev.hostkeysync.subscription.Deliveries;
import dev.hostkeysync.subscription.Event;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Fetching (RFC 8936): takes what is acknowledged off the list, and gives what is on it. While
/// there is nothing it waits, holding neither a connection to the database nor a thread of the
/// system.
@ApplicationScoped
class Poll {

    private static final Logger LOG = Logger.getLogger(Poll.class);

    /// Shorter than a stopping process waits for its answers (`quarkus.shutdown.timeout`).
    static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

    /// What another replica wrote is seen after so long.
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /// However often the bell rings for others, between two looks.
    private static final Duration BREATH = Duration.ofMillis(50);

    private final Jdbi jdbi;
    private final StreamAdministration administration;
    private final Streams streams;
    private final Deliveries deliveries;
    private final StreamTokens tokens;
    private final News news;
    private final MeterRegistry metrics;
    private final Duration longestWait;

    @Inject
    Poll(
            Jdbi jdbi,
            StreamAdministration administration,
            Streams streams,
            Deliveries deliveries,
            StreamTokens tokens,
            News news,
            MeterRegistry metrics) {
        this(jdbi, administration, streams, deliveries, tokens, news, metrics, LONGEST_WAIT);
    }

    Poll(
            Jdbi jdbi,
            StreamAdministration administration,
            Streams streams,
            Deliveries deliveries,
            StreamTokens tokens,
            News news,
            MeterRegistry metrics,
            Duration longestWait) {
        this.jdbi = jdbi;
        this.administration = administration;
        this.streams = streams;
        this.deliveries = deliveries;
        this.tokens = tokens;
        this.news = news;
        this.metrics = metrics;
        this.longestWait = longestWait;
    }

    /// @throws dev.hostkeysync.common.ProblemException 404 when the caller has no such stream, or
    ///   it is pushed. An operator cannot take what is a receiver's
    PollAnswer poll(Optional<UUID> id, PollRequest request, Peer peer) {
        UUID stream = settle(id, request, peer);
        if (request.maxEvents() == 0) {
            return new PollAnswer(Map.of(), !waiting(stream, 1).isEmpty());
        }
        long deadline = System.nanoTime() + longestWait.toNanos();
        Cadence cadence = new Cadence(BREATH);
        try {
            while (true) {
                cadence.await();
                long seen = news.count();
                PollAnswer answer = look(stream, request.maxEvents());
                Duration left = Duration.ofNanos(deadline - System.nanoTime());
                if (!answer.sets().isEmpty()
                        || request.returnImmediately()
                        || !left.isPositive()
                        || news.isOver()) {
                    return answer;
                }
                news.await(seen, left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return PollAnswer.NOTHING;
        }
    }

    private UUID settle(Optional<UUID> id, PollRequest request, Peer peer) {
        int[] taken = {0};
        UUID stream =
                jdbi.inTransaction(tx -> {
                    Stream one = administration.locked(tx, id, peer);
                    if (!one.isPolled() || !one.belongsTo(peer)) {
                        throw StreamProblems.noStream();
                    }
                    request.refused()
                            .forEach((jti, error) ->
                                    deliveries.refused(tx, one.id(), jti, error.reason()));
                    if (!request.acknowledged().isEmpty()) {
                        taken[0] = deliveries.done(tx, one.id(), request.acknowledged());
                    }
                    return one.id();
                });
        count("delivered", taken[0]);
        count("refused", request.refused().size());
        request.refused()
                .forEach((_, error) ->
                        LOG.warnf(
                                "The receiver of stream %s %s an event. It stays in the list of failed deliveries for 7"
                                        + " days; the receiver's own log should say what it misses",
                                stream, error.reason()));
        return stream;
    }

    private PollAnswer look(UUID stream, int most) {
        while (true) {
            List<Event> waiting = waiting(stream, most + 1);
            Map<String, String> sets =
                    sets(stream, waiting.subList(0, Math.min(most, waiting.size())));
            // Of those, none is for this receiver: they are off the list now.
            if (!sets.isEmpty() || waiting.isEmpty()) {
                return new PollAnswer(sets, waiting.size() > most);
            }
        }
    }

    /// What the receiver is not to be told goes off the list.
    private Map<String, String> sets(UUID stream, List<Event> events) {
        Map<String, String> sets = new LinkedHashMap<>();
        List<String> untold = new ArrayList<>();
        for (Event event : events) {
            tokens.token(stream, event)
                    .ifPresentOrElse(
                            token -> {
                                var _ = sets.put(event.id(), token);
                            },
                            () -> untold.add(event.id()));
        }
        if (!untold.isEmpty()) {
            int _ = jdbi.inTransaction(tx -> deliveries.done(tx, stream, untold));
        }
        return sets;
    }

    /// Over a stream that is not enabled only the word of that goes.
    private List<Event> waiting(UUID id, int most) {
        return jdbi.withHandle(handle ->
                streams.find(handle, id)
                        .filter(Stream::isPolled)
                        .map(stream -> waiting(handle, stream, most))
                        .orElseGet(List::of));
    }

    private List<Event> waiting(Handle handle, Stream stream, int most) {
        return stream.isEnabled()
                ? deliveries.waiting(handle, stream.id(), most)
                : deliveries.waiting(handle, stream.id(), EventTypes.STREAM_UPDATED, most);
    }

    private void count(String outcome, int times) {
        if (times > 0) {
            metrics.counter("hostkeysync_subscription_deliveries_total", "outcome", outcome)
                    .increment(times);
        }
    }
}
