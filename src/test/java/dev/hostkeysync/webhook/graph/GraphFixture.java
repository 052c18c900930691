package dev.hostkeysync.webhook.graph;

import dev.hostkeysync.directory.Report;
import dev.hostkeysync.graphsim.GraphOptions;
import dev.hostkeysync.graphsim.GraphSimulator;
import dev.hostkeysync.graphsim.SimUser;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.testing.TestDatabase;
import dev.hostkeysync.webhook.Notice;
import dev.hostkeysync.webhook.Outcome;
import dev.hostkeysync.webhook.WebhookCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/// The parts of this package before the simulated Graph and a real database, with a fake directory
/// that writes down what it is told.
final class GraphFixture implements AutoCloseable {

    final TestClock clock = new TestClock("2026-11-22T08:00:00Z");
    final GraphSimulator graph;
    final TestGraphConfig config;
    final Jdbi jdbi;
    final PendingUsers pending;
    final SeenUsers seen = new SeenUsers();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final WebhookCounter counter = new WebhookCounter(metrics);
    final GraphHttp http;
    final GraphApi api;
    final Watch watch;
    final List<Notice> told = new ArrayList<>();

    /// What the directory makes of a report.
    Function<Report, Outcome> directory = _ -> Outcome.CHANGED;

    GraphFixture() {
        graph = GraphSimulator.start(GraphOptions.standard(), clock);
        config = TestGraphConfig.at(graph.url());
        jdbi = TestDatabase.fresh().jdbi();
        http = new GraphHttp(List.of(graph.url()), Duration.ofSeconds(3));
        api = new GraphApi(http, new GraphToken(http, config, clock), config, clock);
        pending = new PendingUsers(config);
        watch = new Watch(jdbi, pending, seen, Watch.tenant(config));
    }

    UserReview review(boolean adopt) {
        return new UserReview(
                jdbi, pending, seen, new UserLookup(api), this::take, counter, clock, adopt);
    }

    private synchronized Outcome take(Notice notice) {
        told.add(notice);
        return directory.apply(notice.report());
    }

    GraphWebhookResource resource(GraphConfig config) {
        return new GraphWebhookResource(
                config, jdbi, pending, watch, new LookBell(), new WatchBell(), counter, clock);
    }

    void notice(SimUser user, boolean deleted) {
        jdbi.useTransaction(
                tx -> pending.notice(tx, List.of(new Notification.UserChanged(id(user), deleted))));
    }

    static ObjectId id(SimUser user) {
        return new ObjectId(user.id());
    }

    /// Looks at everybody who is on the list, once, whenever they are due.
    Optional<GraphAnswer> look(UserReview review) {
        makeDue();
        Optional<GraphAnswer> failure = Optional.empty();
        for (PendingUsers.Row row :
                jdbi.inTransaction(tx -> pending.lease(tx, 100, Duration.ofSeconds(90)))) {
            failure = review.review(row);
        }
        return failure;
    }

    void makeDue() {
        jdbi.useHandle(handle ->
                handle.execute(
                        "UPDATE graph_pending SET due_at = now() - interval '1 second',"
                                + " leased_until = '-infinity'"));
    }

    /// What the directory was told since the last time, as kinds of reports.
    List<String> toldKinds() {
        List<String> kinds =
                told.stream().map(notice -> notice.report().getClass().getSimpleName()).toList();
        told.clear();
        return kinds;
    }

    /// The ids on the list, in order.
    List<String> onTheList() {
        return jdbi.withHandle(handle ->
                handle.select("SELECT id FROM graph_pending ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    Optional<String> state(SimUser user) {
        return jdbi.withHandle(handle -> seen.find(handle, id(user)))
                .map(said -> said.state().name());
    }

    double counted(String outcome) {
        return Optional.ofNullable(
                        metrics.find("hostkeysync_webhooks_total")
                                .tags("source", "graph", "outcome", outcome)
                                .counter())
                .map(counter -> counter.count())
                .orElse(0.0);
    }

    @Override
    public void close() {
        http.close();
        graph.close();
    }
}
