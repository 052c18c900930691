package dev.hostkeysync.webhook.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hostkeysync.common.Ids;
import dev.hostkeysync.graphsim.SimUser;
import dev.hostkeysync.graphsim.Subscribed;
import dev.hostkeysync.testing.FixedIds;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchLoopTest {

    private static final Duration LIFE = Duration.ofDays(28);

    private final GraphFixture fixture = new GraphFixture();
    private final Ids ids = new FixedIds();
    private HttpServer door;
    private WatchLoop loop;

    @BeforeEach
    void open() throws IOException {
        door =
                HttpServer.create(
                        new InetSocketAddress(
                                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0),
                        0);
        GraphWebhookResource resource = fixture.resource(fixture.config);
        door.createContext(
                "/",
                exchange -> {
                    String query = exchange.getRequestURI().getRawQuery();
                    Response answer =
                            resource.receive(
                                    exchange.getRequestBody().readAllBytes(),
                                    query == null
                                            ? null
                                            : URLDecoder.decode(
                                                    query.substring("validationToken=".length()),
                                                    StandardCharsets.UTF_8));
                    byte[] body =
                            answer.getEntity() instanceof String text
                                    ? text.getBytes(StandardCharsets.UTF_8)
                                    : new byte[0];
                    exchange.getResponseHeaders()
                            .set("Content-Type", String.valueOf(answer.getMediaType()));
                    exchange.sendResponseHeaders(
                            answer.getStatus(), body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        door.start();
        loop = loop(fixture.config, TestGraphConfig.NEW_STATE);
    }

    @AfterEach
    void end() {
        fixture.close();
        door.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + door.getAddress().getPort() + "/webhooks/graph";
    }

    private WatchLoop loop(TestGraphConfig config, String clientState) {
        return new WatchLoop(
                fixture.jdbi,
                fixture.watch,
                new Subscription(
                        fixture.api, fixture.watch, fixture.clock, url(), clientState, "app", LIFE),
                new DeltaQuery(fixture.api, fixture.watch),
                fixture.pending,
                new WatchBell(),
                new LookBell(),
                fixture.http,
                config,
                ids);
    }

    /// Until there is nothing more to do.
    private void settle() {
        for (int i = 0; i < 30 && !loop.turn().equals(Duration.ofSeconds(5)); i++) {}
    }

    private void deltaIsDue() {
        fixture.watch.catchUp();
    }

    private void nobodyIsOnTheList() {
        fixture.jdbi.useHandle(handle -> handle.execute("DELETE FROM graph_pending"));
    }

    private Subscribed only() {
        assertThat(fixture.graph.subscriptions()).hasSize(1);
        return fixture.graph.subscriptions().getFirst();
    }

    @Test
    void subscribesOnce() {
        settle();
        settle();

        Subscribed made = only();
        assertThat(made.changeTypes()).containsExactly("deleted", "updated");
        assertThat(made.clientState()).isEqualTo(TestGraphConfig.NEW_STATE);
        assertThat(made.notificationUrl()).hasToString(url());
        assertThat(made.lifecycleNotificationUrl()).hasToString(url() + "/lifecycle");
        assertThat(made.expiresAt()).isEqualTo(fixture.clock.instant().plus(LIFE));
        assertThat(fixture.counted("validation")).isEqualTo(2);
    }

    @Test
    void renewsAtHalfOfTheLife() {
        settle();
        String id = only().id();

        fixture.clock.pass(Duration.ofDays(14).minusSeconds(1));
        settle();
        assertThat(only().expiresAt()).isEqualTo(Instant.parse("2026-11-22T08:00:00Z").plus(LIFE));
        fixture.clock.pass(Duration.ofSeconds(1));
        settle();

        assertThat(only().id()).isEqualTo(id);
        assertThat(only().expiresAt()).isEqualTo(fixture.clock.instant().plus(LIFE));
    }

    @Test
    void makesAnotherOneWhenItExpired() {
        settle();
        String id = only().id();

        fixture.clock.pass(Duration.ofDays(30));
        settle();

        assertThat(only().id()).isNotEqualTo(id);
    }

    @Test
    void makesAnotherOneWhenItIsLost() {
        settle();
        fixture.graph.dropSubscriptions();

        settle();
        assertThat(fixture.graph.subscriptions()).isEmpty();
        deltaIsDue();
        settle();

        assertThat(only().clientState()).isEqualTo(TestGraphConfig.NEW_STATE);
    }

    @Test
    void makesAnotherOneWhenItCannotBeRenewed() {
        settle();
        fixture.graph.dropSubscriptions();
        fixture.clock.pass(Duration.ofDays(15));

        settle();

        assertThat(only().expiresAt()).isEqualTo(fixture.clock.instant().plus(LIFE));
    }

    @Test
    void renewsWhenGraphAsksForIt() {
        settle();
        fixture.clock.pass(Duration.ofDays(1));

        fixture.watch.renewNow("another");
        settle();
        assertThat(only().expiresAt()).isBefore(fixture.clock.instant().plus(LIFE));
        fixture.watch.renewNow(only().id());
        settle();

        assertThat(only().expiresAt()).isEqualTo(fixture.clock.instant().plus(LIFE));
    }

    @Test
    void makesAnotherOneWhenGraphHasRemovedIt() {
        settle();
        String id = only().id();

        fixture.watch.lost("another");
        settle();
        assertThat(only().id()).isEqualTo(id);
        fixture.watch.lost(id);
        settle();

        assertThat(only().id()).isNotEqualTo(id);
    }

    @Test
    void replacesItWhenTheFirstClientStateIsAnother() {
        settle();
        String id = only().id();
        fixture.jdbi.useHandle(
                handle -> handle.execute("UPDATE graph_watch SET leased_until = '-infinity'"));

        loop = loop(fixture.config, "client-state-of-tomorrow");
        settle();

        assertThat(only().id()).isNotEqualTo(id);
        assertThat(only().clientState()).isEqualTo("client-state-of-tomorrow");
    }

    @Test
    void removesWhatACrashLeftBehind() {
        settle();
        fixture.jdbi.useHandle(handle ->
                handle.execute(
                        "UPDATE graph_watch SET subscription_id = NULL, expires_at = NULL, renew_at"
                                + " = NULL"));

        settle();

        assertThat(only().notificationUrl()).hasToString(url());
    }

    @Test
    void isDoneByOneReplica() {
        WatchLoop other = loop(fixture.config, TestGraphConfig.NEW_STATE);

        settle();

        assertThat(other.turn()).isEqualTo(Duration.ofSeconds(10));
        assertThat(fixture.graph.seen()).filteredOn("POST /v1.0/subscriptions"::equals).hasSize(1);
    }

    @Test
    void givesBackASubscriptionMadeAfterTheLeaseWasLost() {
        UUID late = ids.next();
        Subscription subscription =
                new Subscription(
                        fixture.api,
                        fixture.watch,
                        fixture.clock,
                        url(),
                        TestGraphConfig.NEW_STATE,
                        "app",
                        LIFE);
        Watch.State state = fixture.watch.lease(late, Duration.ofMinutes(3)).orElseThrow();
        fixture.watch.release(late);
        assertThat(fixture.watch.lease(ids.next(), Duration.ofMinutes(3))).isPresent();

        assertThat(subscription.ensure(late, state, /* check */ false)).isEmpty();

        assertThat(fixture.graph.subscriptions()).isEmpty();
    }

    @Test
    void putsEverybodyOnTheListInTheFirstRound() {
        List<SimUser> users =
                IntStream.range(0, 7)
                        .mapToObj(i -> fixture.graph.create("user-" + i + "@example.com"))
                        .toList();

        settle();

        assertThat(fixture.onTheList())
                .containsExactlyInAnyOrderElementsOf(users.stream().map(SimUser::id).toList());
        assertThat(fixture.graph.seen())
                .filteredOn("GET /v1.0/users/delta"::equals)
                // Three pages, and once more after the subscription was made.
                .hasSizeBetween(3, 4);
    }

    @Test
    void asksOnlyWhatHasChangedSince() {
        SimUser zoe = fixture.graph.create("zoe@example.com");
        SimUser max = fixture.graph.create("max@example.com");
        settle();
        nobodyIsOnTheList();
        fixture.graph.loseNotifications(true);
        fixture.graph.delete(zoe);

        settle();
        assertThat(fixture.onTheList()).isEmpty();
        deltaIsDue();
        settle();
        assertThat(fixture.onTheList()).containsExactly(zoe.id());

        nobodyIsOnTheList();
        fixture.graph.purge(zoe);
        fixture.graph.change(max, user -> user.enabled(false));
        deltaIsDue();
        settle();
        List<String> listed =
                fixture.jdbi.withHandle(handle ->
                        handle.select(
                                        "SELECT id || ' ' || deleted FROM graph_pending ORDER BY"
                                                + " deleted")
                                .mapTo(String.class)
                                .list());
        assertThat(listed).containsExactly(max.id() + " false", zoe.id() + " true");
    }

    @Test
    void readsEverybodyAgainAndMissesNobodyWhenGraphHasForgotten() {
        SimUser zoe = fixture.graph.create("zoe@example.com");
        SimUser max = fixture.graph.create("max@example.com");
        settle();
        assertThat(fixture.look(fixture.review(false))).isEmpty();
        assertThat(fixture.onTheList()).isEmpty();
        fixture.graph.loseNotifications(true);
        fixture.graph.delete(zoe);
        fixture.graph.purge(zoe);
        fixture.graph.forgetDeltas();

        deltaIsDue();
        settle();

        // Zoe is in no page of the round, and that is how she is found.
        assertThat(fixture.onTheList()).containsExactlyInAnyOrder(max.id(), zoe.id());
    }

    @Test
    void asksLessAndLessWhenTheFirstPageIsNotThere() {
        subscribed();
        int calls = deltaCalls();
        fixture.jdbi.useHandle(
                handle -> handle.execute("UPDATE graph_watch SET delta_link = NULL"));
        for (int i = 0; i < 5; i++) {
            fixture.graph.fail(410, "Gone");
        }

        deltaIsDue();
        for (int i = 0; i < 5; i++) {
            Duration _ = loop.turn();
        }

        // The first turn's was the check of the subscription.
        assertThat(deltaCalls() - calls).isEqualTo(1);
    }

    @Test
    void beginsAnewOnceWithoutAPauseWhenTheLinkHasExpired() {
        subscribed();
        fixture.graph.forgetDeltas();
        deltaIsDue();
        int calls = deltaCalls();

        settle();
        // The link that has expired, and the new first page.
        assertThat(deltaCalls() - calls).isEqualTo(2);
        fixture.graph.forgetDeltas();
        deltaIsDue();
        settle();

        assertThat(deltaCalls() - calls).isEqualTo(4);
    }

    @Test
    void pausesWhenALinkExpiresBeforeTheRoundHasEnded() {
        IntStream.range(0, 7).forEach(i -> fixture.graph.create("user-" + i + "@example.com"));
        subscribed();
        int calls = deltaCalls();

        for (int i = 0; i < 12; i++) {
            fixture.graph.forgetDeltas();
            deltaIsDue();
            Duration _ = loop.turn();
        }

        // The link, the first page, the second: no more than that.
        assertThat(deltaCalls() - calls).isEqualTo(3);
    }

    private void subscribed() {
        settle();
        nobodyIsOnTheList();
    }

    private int deltaCalls() {
        return (int) fixture.graph.seen().stream().filter("GET /v1.0/users/delta"::equals).count();
    }

    @Test
    void forgetsEverybodyOfAnotherTenant() {
        SimUser zoe = fixture.graph.create("zoe@example.com");
        SimUser max = fixture.graph.create("max@example.com");
        settle();
        assertThat(fixture.look(fixture.review(false))).isEmpty();
        fixture.notice(max, false);
        fixture.makeDue();
        fixture.jdbi.useHandle(handle ->
                handle.execute(
                        "UPDATE graph_watch SET tenant = gen_random_uuid()::text,"
                                + " leased_until = '-infinity'"));
        assertThat(lease()).isEmpty();

        Watch.State state = fixture.watch.lease(ids.next(), Duration.ofMinutes(3)).orElseThrow();

        assertThat(state.link()).isEmpty();
        assertThat(state.due()).isTrue();
        assertThat(state.round()).isZero();
        assertThat(fixture.onTheList()).isEmpty();
        assertThat(fixture.state(zoe)).isEmpty();
        assertThat(fixture.state(max)).isEmpty();
    }

    @Test
    void goesOnWhereACrashedProcessWas() {
        IntStream.range(0, 7).forEach(i -> fixture.graph.create("user-" + i + "@example.com"));
        // Subscribed and begun, then one page of three.
        for (int i = 0; i < 2; i++) {
            Duration _ = loop.turn();
        }
        assertThat(fixture.onTheList()).hasSize(3);
        fixture.jdbi.useHandle(
                handle -> handle.execute("UPDATE graph_watch SET leased_until = '-infinity'"));
        nobodyIsOnTheList();

        loop = loop(fixture.config, TestGraphConfig.NEW_STATE);
        Duration _ = loop.turn();

        assertThat(fixture.onTheList()).hasSize(3);
        Duration _ = loop.turn();
        assertThat(fixture.onTheList()).hasSize(4);
    }

    @Test
    void readsNoPageWhileTheListIsLong() {
        fixture.graph.create("zoe@example.com");
        fixture.jdbi.useHandle(handle ->
                handle.execute(
                        "INSERT INTO graph_pending (id) SELECT gen_random_uuid()::text FROM"
                                + " generate_series(1, ?)",
                        WatchLoop.CROWD));

        settle();

        assertThat(fixture.graph.seen()).doesNotContain("GET /v1.0/users/delta");
        assertThat(only().clientState()).isEqualTo(TestGraphConfig.NEW_STATE);
    }

    @Test
    void asksForChangesEvenWhenItCannotSubscribe() {
        door.stop(0);
        SimUser zoe = fixture.graph.create("zoe@example.com");

        settle();

        assertThat(fixture.graph.subscriptions()).isEmpty();
        assertThat(fixture.onTheList()).containsExactly(zoe.id());
    }

    @Test
    void waitsAsLongAsGraphSays() {
        settle();
        fixture.graph.throttle(1, 600);
        fixture.graph.create("zoe@example.com");
        fixture.watch.renewNow(only().id());
        int calls = fixture.graph.seen().size();

        Duration _ = loop.turn();
        Duration _ = loop.turn();

        // One, which was throttled.
        assertThat(fixture.graph.seen()).hasSize(calls + 1);
    }

    @Test
    void hasOneRowWhateverIsNoticed() {
        settle();
        SimUser zoe = fixture.graph.create("zoe@example.com");
        fixture.notice(zoe, false);
        fixture.notice(zoe, true);
        fixture.notice(zoe, false);

        List<PendingUsers.Row> first = lease();

        assertThat(first).hasSize(1);
        assertThat(first.getFirst().deleted()).isTrue();
        assertThat(lease()).isEmpty();
    }

    private List<PendingUsers.Row> lease() {
        return fixture.jdbi.inTransaction(tx -> fixture.pending.lease(tx, 10, LookLoop.LEASE));
    }
}
