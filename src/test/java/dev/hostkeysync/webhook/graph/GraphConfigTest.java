package dev.hostkeysync.webhook.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.common.Setting;
import dev.hostkeysync.testing.Configs;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphConfigTest {

    private static final Map<String, String> COMPLETE =
            Map.of(
                    "GRAPH_CLIENT_STATES", "0123456789abcdef,fedcba9876543210",
                    "GRAPH_TENANT_ID", "84bd8158-6d4d-4958-8b9f-9d6445542f95",
                    "GRAPH_CLIENT_ID", "1b5c6fdb-2bfa-4b9c-a5a4-9b6c1d9a2b11",
                    "GRAPH_CLIENT_SECRET", "s3cret~not.to-be_seen",
                    "PUBLIC_URL", "https://hostkeys.example.com");

    private static Optional<String> fault(String name, String value) {
        return Configs.fault(GraphConfig.SETTINGS, name, value);
    }

    private static List<String> faults(Map<String, String> environment) {
        return GraphConfig.faults(name -> Optional.ofNullable(environment.get(name)));
    }

    @Test
    void isOffByDefault() {
        GraphConfig config = Configs.of(GraphConfig.class, Map.of());

        assertThat(config.clientStates()).isEmpty();
        assertThat(config.tenantId()).isEmpty();
        assertThat(config.clientId()).isEmpty();
        assertThat(config.clientSecret()).isEmpty();
        assertThat(config.loginUrl()).isEqualTo(URI.create("https://login.microsoftonline.com"));
        assertThat(config.apiUrl()).isEqualTo(URI.create("https://graph.microsoft.com"));
        assertThat(config.adopt()).isFalse();
        assertThat(config.subscriptionLife()).isEqualTo(Duration.ofDays(28));
        assertThat(config.deltaInterval()).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void takesAnEmptyVariableForAnUnsetOne() {
        GraphConfig config =
                Configs.of(
                        GraphConfig.class,
                        Map.of(
                                "GRAPH_CLIENT_STATES", "",
                                "GRAPH_TENANT_ID", "",
                                "GRAPH_CLIENT_ID", "",
                                "GRAPH_CLIENT_SECRET", ""));

        assertThat(config.clientStates()).isEmpty();
        assertThat(config.clientSecret()).isEmpty();
    }

    @Test
    void readsEveryVariable() {
        Map<String, String> environment = new TreeMap<>(COMPLETE);
        environment.put("GRAPH_LOGIN_URL", "https://login.microsoftonline.us");
        environment.put("GRAPH_API_URL", "https://graph.microsoft.us");
        environment.put("GRAPH_ADOPT", "true");
        environment.put("GRAPH_SUBSCRIPTION_LIFE", "P3D");
        environment.put("GRAPH_DELTA_INTERVAL", "PT1H");

        GraphConfig config = Configs.of(GraphConfig.class, environment);

        assertThat(config.clientStates()).contains(Secret.of("0123456789abcdef,fedcba9876543210"));
        assertThat(config.tenantId()).contains("84bd8158-6d4d-4958-8b9f-9d6445542f95");
        assertThat(config.clientId()).contains("1b5c6fdb-2bfa-4b9c-a5a4-9b6c1d9a2b11");
        assertThat(config.clientSecret()).contains(Secret.of("s3cret~not.to-be_seen"));
        assertThat(config.loginUrl()).isEqualTo(URI.create("https://login.microsoftonline.us"));
        assertThat(config.apiUrl()).isEqualTo(URI.create("https://graph.microsoft.us"));
        assertThat(config.adopt()).isTrue();
        assertThat(config.subscriptionLife()).isEqualTo(Duration.ofDays(3));
        assertThat(config.deltaInterval()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void checksEveryVariable() {
        List<String> variables =
                Arrays.stream(GraphConfig.class.getDeclaredMethods())
                        .filter(method -> method.getParameterCount() == 0)
                        .map(method ->
                                "GRAPH_"
                                        + method.getName()
                                                .replaceAll("([A-Z])", "_$1")
                                                .toUpperCase(Locale.ROOT))
                        .toList();

        assertThat(GraphConfig.SETTINGS)
                .extracting(Setting::name)
                .containsExactlyInAnyOrderElementsOf(variables);
    }

    @ParameterizedTest
    @CsvSource({
        "GRAPH_CLIENT_STATES, 0123456789abcdef",
        "GRAPH_CLIENT_STATES, '0123456789abcdef, fedcba9876543210'",
        "GRAPH_TENANT_ID, 84BD8158-6d4d-4958-8b9f-9d6445542f95",
        "GRAPH_API_URL, http://127.0.0.1:9500",
        "GRAPH_ADOPT, true",
        "GRAPH_SUBSCRIPTION_LIFE, P29D",
        "GRAPH_SUBSCRIPTION_LIFE, PT10S",
        "GRAPH_DELTA_INTERVAL, P6D",
    })
    void findsNoFault(String name, String value) {
        assertThat(fault(name, value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GRAPH_CLIENT_STATES, s3cret",
        "GRAPH_CLIENT_STATES, 's3cret-0123456789,'",
        "GRAPH_CLIENT_STATES, 's3cret 0123456789'",
        "GRAPH_TENANT_ID, contoso.onmicrosoft.com",
        "GRAPH_CLIENT_ID, 17",
        "GRAPH_CLIENT_SECRET, 's3cret\n'",
        "GRAPH_LOGIN_URL, login.microsoftonline.com",
        "GRAPH_LOGIN_URL, ''",
        "GRAPH_API_URL, https://graph.microsoft.com/v1.0",
        "GRAPH_API_URL, https://joe:s3cret@graph.microsoft.com",
        "GRAPH_ADOPT, yes",
        "GRAPH_SUBSCRIPTION_LIFE, P30D",
        "GRAPH_SUBSCRIPTION_LIFE, 28 days",
        "GRAPH_DELTA_INTERVAL, P7D",
        "GRAPH_DELTA_INTERVAL, PT0S",
    })
    void findsTheFaultAndRepeatsNoSecret(String name, String value) {
        assertThat(fault(name, value))
                .hasValueSatisfying(line ->
                        assertThat(line)
                                .startsWith(name + ": ")
                                .doesNotContain("\n")
                                .doesNotContain("s3cret"));
    }

    @Test
    void wantsAllOrNothing() {
        assertThat(faults(COMPLETE)).isEmpty();
        assertThat(faults(Map.of("PUBLIC_URL", "https://hostkeys.example.com"))).isEmpty();
        assertThat(faults(Map.of("GRAPH_ADOPT", "true"))).isEmpty();

        assertThat(faults(Map.of("GRAPH_CLIENT_STATES", "0123456789abcdef")))
                .extracting(line -> line.replaceAll(":.*", ""))
                .containsExactly(
                        "GRAPH_TENANT_ID", "GRAPH_CLIENT_ID", "GRAPH_CLIENT_SECRET", "PUBLIC_URL");
        assertThat(faults(Map.of("GRAPH_CLIENT_SECRET", "s3cret")))
                .hasSize(4)
                .noneMatch(line -> line.contains("s3cret"));
    }
}
