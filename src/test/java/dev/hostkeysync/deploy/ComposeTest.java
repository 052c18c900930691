package dev.hostkeysync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ComposeTest {

    private static final JsonNode COMPOSE = Yaml.document(Overlay.DEPLOY.resolve("compose.yaml"));

    /// Of the Compose specification, what is used here.
    private static final Set<String> KEYS =
            Set.of(
                    "image",
                    "build",
                    "depends_on",
                    "environment",
                    "entrypoint",
                    "init",
                    "networks",
                    "ports",
                    "read_only",
                    "tmpfs",
                    "cap_drop",
                    "security_opt",
                    "stop_grace_period",
                    "restart",
                    "volumes",
                    "healthcheck",
                    "command",
                    "network_mode");

    private static Map<String, JsonNode> services() {
        return COMPOSE.path("services").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void everyServiceIsWrittenWithWordsThatComposeKnows() {
        assertThat(COMPOSE.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("name", "services", "volumes");
        services()
                .forEach((name, service) ->
                        assertThat(service.properties().stream().map(Map.Entry::getKey))
                                .as(name)
                                .isSubsetOf(KEYS));
    }

    @Test
    void everyImageIsPinned() {
        services()
                .forEach((name, service) -> {
                    String image = service.path("image").asText();
                    assertThat(image)
                            .as(name)
                            .matches("[a-z./-]+:v?[0-9]+\\.[0-9.]+(@sha256:[0-9a-f]{64})?");
                    assertThat(image.contains("@sha256:"))
                            .as(name)
                            .isEqualTo(!service.has("build"));
                });
    }

    @Test
    void everythingListensOnThisMachineOnly() {
        services()
                .forEach((name, service) ->
                        assertThat(texts(service.path("ports")))
                                .as(name)
                                .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:")));
    }

    @Test
    void everyFileThatIsMountedIsThere() {
        services()
                .forEach((name, service) ->
                        assertThat(texts(service.path("volumes")))
                                .as(name)
                                .allSatisfy(volume -> {
                                    String source = volume.substring(0, volume.indexOf(':'));
                                    assertThat(
                                                    source.startsWith("./")
                                                            ? Files.exists(
                                                                    Overlay.DEPLOY.resolve(source))
                                                            : COMPOSE.path("volumes").has(source))
                                            .isTrue();
                                }));
    }

    /// Without TLS an issuer is believed on "localhost" only; whose network it is must not go when
    /// one of the two starts again.
    @Test
    void serviceAndIssuerAreOnOneLocalhost() {
        JsonNode lender = COMPOSE.at("/services/localhost");

        for (String name : List.of("hostkey-sync", "keycloak")) {
            assertThat(COMPOSE.at("/services/" + name + "/network_mode").asText())
                    .isEqualTo("service:localhost");
        }
        assertThat(lender.at("/networks/default/aliases/0").asText()).isEqualTo("hostkey-sync");
        assertThat(texts(lender.path("ports")))
                .containsExactly("127.0.0.1:8080:8080", "127.0.0.1:8180:8180");
    }

    @Test
    void brokersAreOfTheVersionThatIsTested() throws Exception {
        String version =
                Yaml.text(Path.of("pom.xml")).replaceAll("(?s).*<kafka.version>([^<]+)<.*", "$1");

        assertThat(COMPOSE.at("/services/kafka/image").asText())
                .startsWith("apache/kafka:" + version + "@");
    }

    @Test
    void theRealmIsTheOneTheServiceSignsInAt() {
        JsonNode realm = Yaml.document(Overlay.DEPLOY.resolve("compose/realm.json"));
        JsonNode client = realm.at("/clients/0");
        JsonNode environment = COMPOSE.at("/services/hostkey-sync/environment");
        String url = environment.path("PUBLIC_URL").asText();

        assertThat(environment.path("OIDC_ISSUER").asText())
                .isEqualTo(
                        COMPOSE.at("/services/keycloak/environment/KC_HOSTNAME").asText()
                                + "/realms/"
                                + realm.path("realm").asText());
        assertThat(client.path("clientId")).isEqualTo(environment.path("OIDC_CLIENT_ID"));
        assertThat(client.path("secret")).isEqualTo(environment.path("OIDC_CLIENT_SECRET"));
        assertThat(texts(client.path("redirectUris"))).containsExactly(url + "/sign-in");
        assertThat(client.at("/attributes/post.logout.redirect.uris").asText())
                .isEqualTo(url + "/signed-out");
        assertThat(realm.at("/groups/0/name")).isEqualTo(environment.path("OIDC_OPERATOR_GROUP"));
        assertThat(client.at("/protocolMappers/0/config/claim.name").asText()).isEqualTo("groups");
    }

    @Test
    void prometheusScrapesWhereMetricsAre() {
        JsonNode prometheus = Yaml.document(Overlay.DEPLOY.resolve("compose/prometheus.yaml"));

        assertThat(prometheus.at("/scrape_configs/0/metrics_path").asText())
                .isEqualTo("/q/metrics");
        assertThat(prometheus.at("/scrape_configs/0/static_configs/0/targets/0").asText())
                .isEqualTo(
                        "hostkey-sync:"
                                + COMPOSE.at("/services/hostkey-sync/environment/PORT").asText());
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
