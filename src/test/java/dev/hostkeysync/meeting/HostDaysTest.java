package dev.hostkeysync.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.testing.TestDatabase;
import dev.hostkeysync.zoom.ZoomUserRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class HostDaysTest {

    private static final Instant NOW = Instant.parse("2026-11-22T23:59:59Z");
    private static final Person CEO = person("ceo@example.com");

    private final Jdbi jdbi = TestDatabase.fresh().jdbi();
    private final HostDays days = new HostDays();

    private static Person person(String email) {
        return new Person(Optional.empty(), new ZoomUserRef.ByEmail(new EmailAddress(email)));
    }

    private boolean take(Person host, Instant at, int atMost) {
        return jdbi.inTransaction(tx -> days.take(tx, host, at, atMost));
    }

    @Test
    void letsNoMoreThroughThanTheDayHasHoweverManyAskAtOnce() throws Exception {
        List<Callable<Boolean>> asks =
                IntStream.range(0, 150)
                        .<Callable<Boolean>>mapToObj(_ -> () -> take(CEO, NOW, 100))
                        .toList();

        List<Future<Boolean>> answers;
        try (ExecutorService replicas = Executors.newFixedThreadPool(8)) {
            answers = replicas.invokeAll(asks);
        }

        int taken = 0;
        for (Future<Boolean> answer : answers) {
            taken += answer.get() ? 1 : 0;
        }
        assertThat(taken).isEqualTo(100);
    }

    @Test
    void countsByHostAndByDayOfUtc() {
        assertThat(take(CEO, NOW, 1)).isTrue();
        assertThat(take(CEO, NOW, 1)).isFalse();
        assertThat(take(person("CEO@example.com"), NOW, 1)).isFalse();
        assertThat(take(person("pa@example.com"), NOW, 1)).isTrue();
        assertThat(take(CEO, NOW.plusSeconds(1), 1)).isTrue();
    }

    @Test
    void givesBackToTheDayItWasTakenFrom() {
        assertThat(take(CEO, NOW, 1)).isTrue();
        jdbi.useTransaction(tx -> days.giveBack(tx, CEO, NOW));
        jdbi.useTransaction(tx -> days.giveBack(tx, CEO, NOW));

        assertThat(take(CEO, NOW, 1)).isTrue();
        assertThat(take(CEO, NOW, 1)).isFalse();
    }

    @Test
    void isOverOnceZoomSaysSo() {
        jdbi.useTransaction(tx -> days.used(tx, CEO, NOW, 100));

        assertThat(take(CEO, NOW, 100)).isFalse();
        assertThat(take(CEO, NOW.plus(Duration.ofDays(1)), 100)).isTrue();
    }
}
