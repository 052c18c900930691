package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.deploy.DeployedQueries;
import dev.hostkeysync.deploy.Wanted;
import dev.hostkeysync.graphsim.GraphOptions;
import dev.hostkeysync.stack.Ports;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Alerts and dashboard in `deploy/` ask for metrics and labels that the service really has.
class MetricNamesIT {

    private static Set<Wanted> missing(Client client) {
        String scrape = client.send("GET", "/q/metrics", Map.of(), new byte[0]).body();
        Set<Wanted> missing = new HashSet<>(DeployedQueries.series());
        missing.removeIf(series -> scrape.lines().anyMatch(series::isMetBy));
        return missing;
    }

    @Test
    void everySeriesThatIsAskedForIsInAScrape() {
        try (Installation installation = Installation.of("metrics")) {
            Client client =
                    installation.client(
                            installation
                                    .with(
                                            "API_TOKENS",
                                            installation.credentials().apiTokens()
                                                    + ",jane:operator:"
                                                    + Subscriber.OPERATOR)
                                    .with("SSF_ISSUERS", "https://signals.example.com")
                                    .with("SSF_AUDIENCE", "https://hostkeys.example.com")
                                    .with("PUBLIC_URL", "https://hostkeys.example.com")
                                    .with("GRAPH_CLIENT_STATES", "a-state-that-nobody-guesses")
                                    .with("GRAPH_TENANT_ID", GraphOptions.standard().tenant())
                                    .with("GRAPH_CLIENT_ID", GraphOptions.standard().client())
                                    .with("GRAPH_CLIENT_SECRET", "secret")
                                    .with("GRAPH_LOGIN_URL", "http://127.0.0.1:" + Ports.free())
                                    .with("GRAPH_API_URL", "http://127.0.0.1:" + Ports.free())
                                    .with("SUBSCRIPTION_ALLOWED_HOSTS", "127.0.0.1")
                                    .start());
            // Some are there from the first time on that something happened.
            // Nobody listens there: an attempt to deliver counts all the same.
            Subscriber _ = Subscriber.of(client, URI.create("http://127.0.0.1:" + Ports.free()));
            Employee zoe = client.create();
            client.reveal(zoe.email());
            client.reveal(zoe.email(), "not-a-token-that-anybody-gave");
            client.send("POST", "/webhooks/zoom", Map.of(), "{}".getBytes(UTF_8));

            assertThat(DeployedQueries.series()).hasSizeGreaterThan(40);
            await("all series")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(missing(client)).isEmpty());
        }
    }
}
