package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.TraceParent;
import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.tracing.Traces;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// The trace of a request from hop to hop, each of which knows no more of it than what is stored.
class TraceTest {

    private static final String FIRST = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String SECOND = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

    private final Journey journey = new Journey();

    @Test
    void goesFromTheRequestToTheEventOfTheKey() {
        UserId zoe = asked(FIRST, "zoe@example.com");

        journey.consume(Outboxed.lifecycleEvents(journey.jdbi));
        assertThat(stored(zoe)).contains(FIRST);

        journey.answer(new ZoomOutcome.Done());
        int _ = journey.turn();
        assertThat(ofKeyEvents()).containsExactly(FIRST);
        assertThat(stored(zoe)).isEmpty();
    }

    @Test
    void isTheOneOfTheLatestRequestThatAskedForAKey() {
        UserId zoe = asked(FIRST, "zoe@example.com");
        journey.consume(Outboxed.lifecycleEvents(journey.jdbi));
        journey.answer(new ZoomOutcome.Done(), new ZoomOutcome.Done());
        int _ = journey.turn();

        Traces.within(TraceParent.parse(SECOND), () -> mark(zoe, Order.ROTATE, "operator"));
        assertThat(stored(zoe)).contains(SECOND);

        int _ = journey.turn();
        assertThat(ofKeyEvents()).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void staysTheOneThatAskedForTheKeyWhenSomebodyTriesAgain() {
        UserId zoe = asked(FIRST, "zoe@example.com");
        journey.consume(Outboxed.lifecycleEvents(journey.jdbi));

        Traces.within(TraceParent.parse(SECOND), () -> mark(zoe, Order.RETRY, "operator"));

        assertThat(stored(zoe)).contains(FIRST);
    }

    @Test
    void isNoneWhereNobodyTraces() {
        UserId zoe = journey.create("zoe@example.com");
        assertThat(stored(zoe)).isEmpty();

        journey.answer(new ZoomOutcome.Done());
        int _ = journey.turn();
        assertThat(ofKeyEvents()).containsExactly("-");
    }

    @Test
    void isEachRequestsOwnWhereSeveralShareATransaction() {
        int requests = 40;
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (int i = 1; i <= requests; i++) {
                String trace = "00-%032x-b7ad6b7169203331-01".formatted(i);
                String email = "user%d@example.com".formatted(i);
                pool.execute(() -> asked(trace, email));
            }
        }

        List<LifecycleEvent> events = Outboxed.lifecycleEvents(journey.jdbi);
        assertThat(events).hasSize(requests);
        assertThat(events)
                .allSatisfy(event -> {
                    String trace = event.envelope().trace().orElseThrow().traceId();
                    assertThat(event.envelope().email().orElseThrow().value())
                            .isEqualTo("user%d@example.com".formatted(Integer.parseInt(trace, 16)));
                });
    }

    private UserId asked(String trace, String email) {
        List<LifecycleEvent> events = new ArrayList<>();
        Traces.within(
                TraceParent.parse(trace),
                () ->
                        events.addAll(
                                journey.directory.changed(
                                        new UserChange.Create(Journey.profile(email, true)))));
        return events.getFirst().envelope().userId();
    }

    private void mark(UserId user, Order order, String cause) {
        journey.jdbi.useTransaction(tx -> {
            var _ = journey.marks.mark(tx, List.of(user), order, cause, Lane.LIVE);
        });
    }

    private Optional<String> stored(UserId user) {
        return journey.jdbi.withHandle(handle ->
                handle.select("SELECT traceparent FROM sync_user WHERE user_id = ?", user.value())
                        .map((row, _) -> Optional.ofNullable(row.getString(1)))
                        .one());
    }

    /// Both headers of each host-key event that can carry it, which say the same.
    private List<String> ofKeyEvents() {
        return journey.jdbi.withHandle(handle ->
                handle.select(
                                """
                                SELECT DISTINCT coalesce(headers[array_position(headers, name) + 1], '-')
                                FROM outbox, unnest(ARRAY['traceparent', 'ce_traceparent']) AS header (name)
                                WHERE topic = 'host-key-events'
                                """)
                        .mapTo(String.class)
                        .list());
    }
}
