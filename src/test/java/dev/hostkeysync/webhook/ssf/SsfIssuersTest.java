package dev.hostkeysync.webhook.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.TestDatabase;
import dev.hostkeysync.webhook.ssf.SsfIssuers.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SsfIssuersTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String ISSUER = "https://idp.example.com";
    private static final Duration HOUR = Duration.ofHours(1);

    private final SsfIssuers issuers = new SsfIssuers(DATABASE.jdbi());

    @BeforeEach
    void empty() {
        DATABASE.jdbi().useHandle(handle -> handle.execute("TRUNCATE ssf_issuer"));
        issuers.know(List.of(ISSUER, "https://other.example.com"));
    }

    private void pass(Duration time) {
        DATABASE.jdbi()
                .useHandle(handle ->
                        handle.execute(
                                """
                                UPDATE ssf_issuer SET known_since = known_since - ?::interval,
                                  verified_at = verified_at - ?::interval, asked_at = asked_at - ?::interval,
                                  polled_until = polled_until - ?::interval
                                """,
                                time.toString(),
                                time.toString(),
                                time.toString(),
                                time.toString()));
    }

    private long age() {
        return Math.round(issuers.secondsSinceVerified().getOrDefault(ISSUER, -1.0));
    }

    @Test
    void tellHowLongAgoAStreamWasSeenToFlow() {
        pass(Duration.ofMinutes(10));
        issuers.know(List.of(ISSUER));
        assertThat(age()).isBetween(600L, 620L);

        assertThat(issuers.verified(ISSUER, Optional.empty(), Instant.now())).isTrue();
        assertThat(age()).isBetween(0L, 20L);
        pass(Duration.ofMinutes(5));
        assertThat(issuers.verified(ISSUER, Optional.empty(), Instant.now().minusSeconds(3600)))
                .isTrue();
        assertThat(age()).as("an old event again").isBetween(300L, 320L);
        assertThat(issuers.verified(ISSUER, Optional.empty(), Instant.now().plusSeconds(3600)))
                .isTrue();
        assertThat(age()).as("an event of the future").isBetween(0L, 20L);
    }

    @Test
    void askOneReplicaForEachInterval() {
        assertThat(issuers.askNow(ISSUER, HOUR, "one")).isEqualTo(Turn.YES);
        assertThat(issuers.askNow(ISSUER, HOUR, "two")).isEqualTo(Turn.NO);
        assertThat(issuers.askNow("https://other.example.com", HOUR, "x")).isEqualTo(Turn.YES);

        assertThat(issuers.verified(ISSUER, Optional.of("one"), Instant.now())).isTrue();
        pass(HOUR);
        assertThat(issuers.askNow(ISSUER, HOUR, "three")).isEqualTo(Turn.YES);
        pass(HOUR);
        assertThat(issuers.askNow(ISSUER, HOUR, "four")).isEqualTo(Turn.YES_AGAIN);
    }

    @Test
    void askAgainSoonAfterAFailure() {
        assertThat(issuers.askNow(ISSUER, HOUR, "one")).isEqualTo(Turn.YES);

        issuers.askAgain(ISSUER, Duration.ofMinutes(1), HOUR);

        assertThat(issuers.askNow(ISSUER, HOUR, "two")).isEqualTo(Turn.NO);
        pass(Duration.ofMinutes(1));
        assertThat(issuers.askNow(ISSUER, HOUR, "two")).isEqualTo(Turn.YES);
    }

    @Test
    void refuseAnotherStateThanTheOneAskedFor() {
        assertThat(issuers.verified(ISSUER, Optional.of("of the operator"), Instant.now()))
                .isTrue();
        assertThat(issuers.askNow(ISSUER, HOUR, "one")).isEqualTo(Turn.YES);

        assertThat(issuers.verified(ISSUER, Optional.of("forged"), Instant.now())).isFalse();
        assertThat(issuers.verified(ISSUER, Optional.empty(), Instant.now())).isTrue();
        assertThat(issuers.verified(ISSUER, Optional.of("one"), Instant.now())).isTrue();
        assertThat(issuers.verified(ISSUER, Optional.of("one"), Instant.now())).isTrue();
    }

    @Test
    void letOneReplicaFetchUntilItStopsOrItsTimeIsOver() {
        UUID one = new UUID(0, 1);
        UUID other = new UUID(0, 2);
        Duration lease = Duration.ofMinutes(2);

        assertThat(issuers.lease(ISSUER, one, lease)).isTrue();
        assertThat(issuers.lease(ISSUER, other, lease)).isFalse();
        assertThat(issuers.lease("https://other.example.com", other, lease)).isTrue();
        assertThat(issuers.lease(ISSUER, one, lease)).isTrue();
        issuers.release(ISSUER, other);
        assertThat(issuers.lease(ISSUER, other, lease)).isFalse();
        issuers.release(ISSUER, one);
        assertThat(issuers.lease(ISSUER, other, lease)).isTrue();
        pass(Duration.ofSeconds(121));
        assertThat(issuers.lease(ISSUER, one, lease)).isTrue();
        assertThat(issuers.lease("https://unknown.example.com", one, lease)).isFalse();
    }
}
