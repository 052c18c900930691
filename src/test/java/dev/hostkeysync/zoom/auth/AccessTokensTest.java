package dev.hostkeysync.zoom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.zoom.auth.Access.Refused;
import dev.hostkeysync.zoom.auth.Access.Token;
import dev.hostkeysync.zoom.auth.Access.Unreachable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

    private static final Unreachable UNREACHABLE = new Unreachable("no connection in time");

    private final Queue<Access> answers = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> background = new ConcurrentLinkedQueue<>();
    private boolean heldBack;
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    // A fetch takes the next answer; without one it throws, which is one fetch too many.
    private final AccessTokens tokens =
            new AccessTokens(
                    answers::remove,
                    () -> now,
                    fetch -> {
                        if (heldBack) {
                            background.add(fetch);
                        } else {
                            fetch.run();
                        }
                    });

    private static Token token(String text) {
        return new Token(Secret.of(text), Duration.ofHours(1), Set.of());
    }

    private void pass(String time) {
        now = now.plus(Duration.parse(time));
    }

    private static List<Access> fiftyTimes(Callable<Access> call, Runnable meanwhile)
            throws InterruptedException {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Access>> results =
                    Collections.nCopies(50, call).stream().map(callers::submit).toList();
            meanwhile.run();
            callers.shutdown();
            return results.stream()
                    .map(result -> {
                        try {
                            return result.get();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
        }
    }

    private void runTheFetch() {
        Runnable fetch;
        while ((fetch = background.poll()) == null) {
            Thread.onSpinWait();
        }
        fetch.run();
    }

    @Test
    void fetchesOnceAndKeepsTheToken() {
        answers.add(token("a"));

        assertThat(tokens.current()).isEqualTo(token("a"));
        pass("PT47M59S");
        assertThat(tokens.current()).isEqualTo(token("a"));
    }

    @Test
    void servesTheOldTokenWhileTheNewOneIsFetched() {
        answers.addAll(List.of(token("a"), token("b")));
        tokens.current();

        pass("PT48M");
        heldBack = true;
        assertThat(tokens.current()).isEqualTo(token("a"));
        assertThat(tokens.current()).isEqualTo(token("a"));
        assertThat(background).hasSize(1);

        runTheFetch();
        assertThat(tokens.current()).isEqualTo(token("b"));
    }

    @Test
    void countsALifeFromBeforeTheFetch() {
        answers.addAll(List.of(token("a"), token("b")));
        AccessTokens slow =
                new AccessTokens(
                        () -> {
                            pass("PT10M");
                            return answers.remove();
                        },
                        () -> now,
                        Runnable::run);
        slow.current();

        pass("PT38M");

        assertThat(slow.current()).isEqualTo(token("b"));
    }

    @Test
    void letsFiftyCallersWaitForOneFetch() throws InterruptedException {
        answers.add(token("a"));
        heldBack = true;

        List<Access> all = fiftyTimes(tokens::current, this::runTheFetch);

        assertThat(all).hasSize(50).containsOnly(token("a"));
        assertThat(background).isEmpty();
    }

    @Test
    void neverServesAnExpiredToken() {
        answers.addAll(List.of(token("a"), UNREACHABLE, token("b")));
        tokens.current();

        pass("PT1H");

        assertThat(tokens.current()).isEqualTo(UNREACHABLE);
    }

    @Test
    void tellsEverybodyOfAFailureAndAsksAgainAfterTheBackOff() throws InterruptedException {
        answers.addAll(List.of(new Refused("the token endpoint answered 400", false), token("a")));
        heldBack = true;

        List<Access> all = fiftyTimes(tokens::current, this::runTheFetch);

        assertThat(all)
                .hasSize(50)
                .containsOnly(new Refused("the token endpoint answered 400", false));
        heldBack = false;
        pass("PT4.999S");
        assertThat(tokens.current())
                .isEqualTo(new Refused("the token endpoint answered 400", false));
        pass("PT0.001S");
        assertThat(tokens.current()).isEqualTo(token("a"));
    }

    @Test
    void servesTheOldTokenAfterAFailedRefreshWhileItIsGood() {
        answers.addAll(List.of(token("a"), UNREACHABLE, UNREACHABLE));
        tokens.current();

        pass("PT59M56S");
        assertThat(tokens.current()).isEqualTo(token("a"));
        pass("PT3S");
        assertThat(tokens.current()).isEqualTo(token("a"));
        pass("PT1S");
        assertThat(tokens.current()).isEqualTo(UNREACHABLE);
    }

    @Test
    void fetchesOnceWhenFiftyCallsWereRefusedWithOneToken() throws InterruptedException {
        answers.addAll(List.of(token("a"), token("b")));
        tokens.current();

        List<Access> all =
                fiftyTimes(
                        () -> {
                            tokens.invalidate(Secret.of("a"));
                            return tokens.current();
                        },
                        () -> {});

        assertThat(all).hasSize(50).containsOnly(token("b"));
        assertThat(answers).isEmpty();
    }

    @Test
    void keepsATokenThatNobodyRefused() {
        answers.add(token("b"));
        tokens.current();

        tokens.invalidate(Secret.of("a"));

        assertThat(tokens.current()).isEqualTo(token("b"));
    }

    @Test
    void waitsForTheFetchInFlightWhenTheOldTokenIsRefused() throws InterruptedException {
        answers.addAll(List.of(token("a"), token("b")));
        tokens.current();
        pass("PT48M");
        heldBack = true;
        tokens.current();

        tokens.invalidate(Secret.of("a"));
        List<Access> all = fiftyTimes(tokens::current, this::runTheFetch);

        assertThat(all).hasSize(50).containsOnly(token("b"));
        assertThat(background).isEmpty();
    }

    @Test
    void keepsTheBackOffWhenTheOldTokenIsRefused() {
        answers.addAll(List.of(token("a"), UNREACHABLE));
        tokens.current();
        pass("PT48M");
        tokens.current();

        tokens.invalidate(Secret.of("a"));

        assertThat(tokens.current()).isEqualTo(UNREACHABLE);
    }

    @Test
    void recoversFromAFetchThatThrows() {
        assertThatThrownBy(tokens::current).isInstanceOf(RuntimeException.class);

        assertThat(tokens.current())
                .isEqualTo(new Unreachable("asking for a token failed within hostkey-sync"));
        answers.add(token("a"));
        pass("PT5S");
        assertThat(tokens.current()).isEqualTo(token("a"));
    }

    @Test
    void stopsWaitingWhenInterrupted() {
        heldBack = true;
        Thread.currentThread().interrupt();

        Access access = tokens.current();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(access).isEqualTo(new Unreachable("interrupted while waiting for a token"));
    }

    @Test
    void asksAnewWhenToldTo() {
        answers.addAll(List.of(token("a"), token("b")));
        assertThat(tokens.current()).isEqualTo(token("a"));

        assertThat(tokens.renew()).isEqualTo(token("b"));

        assertThat(tokens.current()).isEqualTo(token("b"));
    }

    @Test
    void keepsTheOldTokenWhereThereIsNoNewOne() {
        answers.addAll(List.of(token("a"), UNREACHABLE));
        assertThat(tokens.current()).isEqualTo(token("a"));

        assertThat(tokens.renew()).isEqualTo(UNREACHABLE);

        assertThat(tokens.current()).isEqualTo(token("a"));
    }

    @Test
    void asksAnewWhatTheBackOffWouldHaveToWait() {
        answers.addAll(List.of(new Refused("the token endpoint answered 400", false), token("a")));
        assertThat(tokens.current()).isInstanceOf(Refused.class);

        assertThat(tokens.renew()).isEqualTo(token("a"));
    }

    @Test
    void renewsOnceForAllWhoAskMeanwhile() throws InterruptedException {
        heldBack = true;
        answers.add(token("a"));
        List<Access> all = Collections.synchronizedList(new ArrayList<>());
        List<Thread> askers =
                Collections.nCopies(5, 0).stream()
                        .map(_ -> Thread.ofVirtual().start(() -> all.add(tokens.renew())))
                        .toList();
        while (askers.stream().anyMatch(asker -> asker.getState() != Thread.State.WAITING)) {
            Thread.onSpinWait();
        }

        runTheFetch();
        for (Thread asker : askers) {
            asker.join();
        }

        assertThat(all).hasSize(5).containsOnly(token("a"));
    }

    @Test
    void printsNoToken() {
        assertThat(token("eyJ").toString())
                .isEqualTo("Token[secret=[redacted], life=PT1H, scopes=[]]");
    }
}
