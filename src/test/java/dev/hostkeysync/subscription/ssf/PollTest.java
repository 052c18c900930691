package dev.hostkeysync.subscription.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.CapturedLogs;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PollTest {

    private static final Peer SIEM =
            new Peer(Transmitter.SIEM, Transmitter.SIEM, false, "192.0.2.9");

    private final Transmitter transmitter = new Transmitter();
    private final UUID stream = transmitter.polled();

    @Test
    void givesWhatWaitsInTheOrderInWhichItHappened() {
        tell("e1", "e2", "e3");

        PollAnswer answer = transmitter.fetch(stream);

        assertThat(answer.sets().keySet()).containsExactly("e1", "e2", "e3");
        assertThat(answer.moreAvailable()).isFalse();
        answer.sets()
                .forEach((jti, token) ->
                        assertThat(transmitter.claims(token)).containsEntry("jti", jti));
    }

    @Test
    void givesAgainWhatWasNotAcknowledged() {
        tell("e1", "e2");
        Map<String, String> first = transmitter.fetch(stream).sets();

        assertThat(transmitter.fetch(stream).sets()).isEqualTo(first);
        assertThat(transmitter.fetch(stream, "{'returnImmediately': true, 'ack': ['e1']}").sets())
                .isEqualTo(Map.of("e2", first.get("e2")));
        assertThat(transmitter.count("delivered")).isEqualTo(1);
    }

    @Test
    void takesAnAcknowledgementAgain() {
        tell("e1", "e2");
        String ack = "{'returnImmediately': true, 'ack': ['e1', 'e1', 'unknown']}";

        assertThat(transmitter.fetch(stream, ack).sets()).containsOnlyKeys("e2");
        assertThat(transmitter.fetch(stream, ack).sets()).containsOnlyKeys("e2");
        assertThat(transmitter.count("delivered")).isEqualTo(1);
        assertThat(transmitter.left(stream)).containsExactly("e2 - waiting");
    }

    @Test
    void keepsWhatTheReceiverCouldNotUseAndGivesItNoMore() {
        tell("e1", "e2", "e3");

        try (CapturedLogs logs = CapturedLogs.everything()) {
            PollAnswer answer =
                    transmitter.fetch(
                            stream,
                            "{'returnImmediately': true, 'setErrs': {"
                                    + "'e1': {'err': 'invalid_audience', 'description': 'secret text'},"
                                    + "'e2': {'err': 'secret code'}}}");

            assertThat(answer.sets()).containsOnlyKeys("e3");
            assertThat(logs.text()).contains("refused: invalid_audience").doesNotContain("secret");
        }
        assertThat(transmitter.left(stream))
                .containsExactly(
                        "e1 refused: invalid_audience failed",
                        "e2 refused with an error of its own failed",
                        "e3 - waiting");
        assertThat(transmitter.count("refused")).isEqualTo(2);
    }

    @Test
    void saysThatThereIsMore() {
        tell("e1", "e2", "e3");

        PollAnswer two = transmitter.fetch(stream, "{'maxEvents': 2}");
        PollAnswer last = transmitter.fetch(stream, "{'maxEvents': 2, 'ack': ['e1', 'e2']}");

        assertThat(two.sets().keySet()).containsExactly("e1", "e2");
        assertThat(two.moreAvailable()).isTrue();
        assertThat(last.sets().keySet()).containsExactly("e3");
        assertThat(last.moreAvailable()).isFalse();
    }

    @Test
    void onlyAcknowledgesWhenNothingIsWanted() {
        tell("e1", "e2");

        PollAnswer answer = transmitter.fetch(stream, "{'maxEvents': 0, 'ack': ['e1']}");

        assertThat(answer.sets()).isEmpty();
        assertThat(answer.moreAvailable()).isTrue();
        assertThat(transmitter.fetch(stream, "{'maxEvents': 0, 'ack': ['e2']}"))
                .isEqualTo(new PollAnswer(Map.of(), false));
    }

    @Test
    void neverGivesMoreThanAHundred() {
        for (int i = 0; i < 101; i++) {
            tell("e" + i);
        }

        PollAnswer answer = transmitter.fetch(stream, "{'maxEvents': 5000}");

        assertThat(answer.sets()).hasSize(100).doesNotContainKey("e100");
        assertThat(answer.moreAvailable()).isTrue();
    }

    @Test
    void passesOverWhatTheReceiverIsNotTold() {
        transmitter.tell(stream, transmitter.failed("e1"), transmitter.changed("e2", "issued"));

        assertThat(transmitter.fetch(stream, "{'maxEvents': 1}").sets()).containsOnlyKeys("e2");
        assertThat(transmitter.left(stream)).containsExactly("e2 - waiting");
    }

    @Test
    void answersEmptyWhenNothingCameInTime() {
        assertThat(transmitter.fetch(stream, "{}")).isEqualTo(PollAnswer.NOTHING);
    }

    @Test
    void wakesWhenSomethingComes() throws Exception {
        Poll poll = transmitter.poll(Duration.ofSeconds(30));
        PollRequest request = new PollRequest(10, false, List.of(), Map.of());
        CompletableFuture<PollAnswer> answer = new CompletableFuture<>();
        Thread waiting =
                Thread.ofVirtual()
                        .start(() ->
                                answer.complete(poll.poll(Optional.of(stream), request, SIEM)));
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        tell("e1");

        assertThat(answer.get(20, TimeUnit.SECONDS).sets()).containsOnlyKeys("e1");
    }

    @Test
    void answersAtOnceWhenTheProcessEnds() {
        Poll poll = transmitter.poll(Duration.ofHours(1));
        PollRequest request = new PollRequest(10, false, List.of(), Map.of());
        CompletableFuture<PollAnswer> answer = new CompletableFuture<>();
        Thread waiting =
                Thread.ofVirtual()
                        .start(() ->
                                answer.complete(poll.poll(Optional.of(stream), request, SIEM)));
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        transmitter.news.end(new ShutdownDelayInitiatedEvent());

        assertThat(answer.join()).isEqualTo(PollAnswer.NOTHING);
    }

    @Test
    void seesWhatAnotherReplicaWrote() throws Exception {
        Poll poll = transmitter.poll(Duration.ofSeconds(30));
        PollRequest request = new PollRequest(10, false, List.of(), Map.of());
        CompletableFuture<PollAnswer> answer = new CompletableFuture<>();
        Thread _ =
                Thread.ofVirtual()
                        .start(() ->
                                answer.complete(poll.poll(Optional.of(stream), request, SIEM)));

        // Nobody rings.
        int _ =
                transmitter.jdbi.inTransaction(tx ->
                        transmitter.deliveries.add(
                                tx, stream, List.of(transmitter.changed("e1", "issued"))));

        assertThat(answer.get(20, TimeUnit.SECONDS).sets()).containsOnlyKeys("e1");
    }

    @Test
    void waitsWithoutAConnection() throws Exception {
        Poll poll = transmitter.poll(Duration.ofSeconds(30));
        PollRequest request = new PollRequest(10, false, List.of(), Map.of());
        CompletableFuture<?>[] answers = new CompletableFuture<?>[40];
        for (int i = 0; i < answers.length; i++) {
            CompletableFuture<Set<String>> answer = new CompletableFuture<>();
            answers[i] = answer;
            Thread _ =
                    Thread.ofVirtual()
                            .start(() ->
                                    answer.complete(
                                            poll.poll(Optional.of(stream), request, SIEM)
                                                    .sets()
                                                    .keySet()));
        }

        // The pool has 24: while more wait than that, this one gets its turn.
        tell("e1");

        CompletableFuture.allOf(answers).get(30, TimeUnit.SECONDS);
        assertThat(answers).allMatch(answer -> answer.join().equals(Set.of("e1")));
    }

    @Test
    void givesNothingWhilePausedAndAllOfItAfterwards() {
        tell("e1");
        status("paused");

        assertThat(transmitter.fetch(stream).sets()).isEmpty();
        tell("e2");
        status("enabled");

        assertThat(transmitter.fetch(stream).sets().keySet()).containsExactly("e1", "e2");
    }

    @Test
    void forgetsWhatWaitsWhenDisabled() {
        tell("e1");

        status("disabled");
        status("enabled");

        assertThat(transmitter.fetch(stream).sets()).isEmpty();
    }

    @Test
    void disablesAStreamThatNobodyFetches() {
        tell("e1");
        transmitter.clock.pass(Duration.ofDays(14));
        transmitter.upkeep.turn();
        assertThat(transmitter.left(stream)).containsExactly("e1 - waiting");

        transmitter.clock.pass(Duration.ofSeconds(1));
        transmitter.upkeep.turn();

        var answer = transmitter.call("GET", Issuer.STATUS + "?stream_id=" + stream, "", "siem");
        assertThat(answer.json())
                .isEqualTo(
                        Transmitter.json(
                                "{'stream_id': '%s', 'status': 'disabled', 'reason': 'the receiver was not heard of for 336 hours'}"
                                        .formatted(stream)));
        var sets = transmitter.fetch(stream).sets().values();
        assertThat(sets).hasSize(1);
        assertThat(transmitter.claims(sets.iterator().next()).get("events"))
                .isEqualTo(
                        Map.of(
                                EventTypes.STREAM_UPDATED,
                                Map.of(
                                        "status",
                                        "disabled",
                                        "reason",
                                        "the receiver was not heard of for 336 hours")));
    }

    @Test
    void leavesAStreamAloneThatSomebodyFetches() {
        transmitter.clock.pass(Duration.ofDays(13));
        var _ = transmitter.fetch(stream);
        transmitter.clock.pass(Duration.ofDays(13));

        transmitter.upkeep.turn();

        assertThat(transmitter.fetch(stream)).isEqualTo(PollAnswer.NOTHING);
        tell("e1");
        assertThat(transmitter.fetch(stream).sets()).containsOnlyKeys("e1");
    }

    private void tell(String... ids) {
        for (String id : ids) {
            transmitter.tell(stream, transmitter.changed(id, "rotated"));
        }
    }

    private void status(String status) {
        var reply =
                transmitter.call(
                        "POST",
                        Issuer.STATUS,
                        "{'stream_id': '%s', 'status': '%s'}".formatted(stream, status),
                        Transmitter.SIEM);
        assertThat(reply.status()).isEqualTo(200);
    }
}
