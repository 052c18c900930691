package dev.hostkeysync.bench;

import dev.hostkeysync.common.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;

/// What is measured of a SCIM server, whoever's it is.
final class ScimWork {

    /// Look-ups a second at which the latency is taken: eight times what Entra asks for.
    private static final int PACE = 200;

    private final int port;
    private final Secret token;
    private final Options options;

    ScimWork(int port, Secret token, Options options) {
        this.port = port;
        this.token = token;
        this.options = options;
    }

    /// Creates one user, by hand.
    void create(String document) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/scim/v2/Users"))
                        .header("Authorization", "Bearer " + token.reveal())
                        .header("Content-Type", "application/scim+json")
                        .POST(BodyPublishers.ofString(document))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IllegalStateException("no user was created: " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void changesAndLookUps(Comparison comparison, String column, int users) {
        try (LoadGenerator generator = new LoadGenerator(port, CreateBenchmark.CONNECTIONS)) {
            Workload create = Requests.create(token, new UserIds());
            Workload patch = StoredRequests.patch(token, users);
            Workload find = StoredRequests.findByUserName(token, users);
            // The first of all also compiles what the others need.
            Load _ = generator.closed(create, Duration.ofMillis(options.scaled(10_000, 1_500)));
            comparison.figure("creates", column, measured(generator, create).perSecond(), "/s");
            comparison.figure("patches", column, measured(generator, patch).perSecond(), "/s");
            comparison.figure("userName eq", column, measured(generator, find).perSecond(), "/s");
            Load paced =
                    generator.open(find, PACE, Duration.ofMillis(options.scaled(6_000, 1_500)));
            comparison.figure("userName eq at 200/s, p99", column, paced.millis(99), "ms");
        }
    }

    /// One page after the other, as an import reads them.
    void pages(Comparison comparison, String column, int users, boolean cursors) {
        try (LoadGenerator generator = new LoadGenerator(port, 1)) {
            page(comparison, "first page", column, generator, StoredRequests.firstPage(token));
            page(
                    comparison,
                    "deep page",
                    column,
                    generator,
                    StoredRequests.deepPages(token, users));
            if (cursors) {
                page(comparison, "cursor page", column, generator, new CursorPages(token));
            }
        }
    }

    void groups(Comparison comparison, String column) {
        try (GroupPush push = new GroupPush(port, token)) {
            String id = push.create("Put at once");
            double[] puts = new double[options.scaled(5, 2)];
            for (int i = 0; i < puts.length; i++) {
                puts[i] = push.put(id, "Put at once");
                push.empty(id, "Put at once");
            }
            Arrays.sort(puts);
            comparison.figure(
                    "10,000 members in one PUT", column, puts[puts.length / 2] * 1e3, "ms");
            double batches = push.batches(push.create("Put in batches"));
            comparison.figure("10,000 members in 100 PATCHes", column, batches * 1e3, "ms");
        }
    }

    private void page(
            Comparison comparison,
            String name,
            String column,
            LoadGenerator generator,
            Workload workload) {
        Load _ = generator.closed(workload, Duration.ofMillis(options.scaled(1_000, 500)));
        Load load = generator.closed(workload, Duration.ofMillis(options.scaled(4_000, 1_000)));
        comparison.figure(name + " of 100, p50", column, load.millis(50), "ms");
        comparison.figure(name + " of 100, p99", column, load.millis(99), "ms");
    }

    private Load measured(LoadGenerator generator, Workload workload) {
        Load _ = generator.closed(workload, Duration.ofMillis(options.scaled(4_000, 500)));
        return generator.closed(workload, Duration.ofMillis(options.scaled(8_000, 1_500)));
    }
}
