package dev.hostkeysync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadTest {

    static List<Overlay> overlays() {
        return Overlay.names().stream().map(Overlay::named).toList();
    }

    private static JsonNode pod(Overlay overlay) {
        return overlay.only("Deployment").at("/spec/template/spec");
    }

    private static JsonNode container(Overlay overlay) {
        return pod(overlay).at("/containers/0");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void runsWithNoMoreRightsThanItNeeds(Overlay overlay) {
        JsonNode pod = pod(overlay);
        JsonNode container = container(overlay);

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(65_532);
        assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                .isEqualTo("RuntimeDefault");
        assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(
                        overlay.only("ServiceAccount")
                                .at("/automountServiceAccountToken")
                                .asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/capabilities"))
                .hasToString("{\"drop\":[\"ALL\"]}");
        for (String kind : List.of("hostNetwork", "hostPID", "hostIPC")) {
            assertThat(pod.has(kind)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void isAskedWhereItAnswers(Overlay overlay) {
        JsonNode container = container(overlay);
        Map<String, String> probes =
                Map.of(
                        "startupProbe", "/q/health/started",
                        "livenessProbe", "/q/health/live",
                        "readinessProbe", "/q/health/ready");

        probes.forEach((probe, path) -> {
            assertThat(container.at("/" + probe + "/httpGet/path").asText()).isEqualTo(path);
            assertThat(container.at("/" + probe + "/httpGet/port").asText()).isEqualTo("http");
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void onePortGoesThroughAll(Overlay overlay) {
        assertThat(container(overlay).at("/ports")).hasSize(1);
        assertThat(container(overlay).at("/ports/0/name").asText()).isEqualTo("http");
        assertThat(container(overlay).at("/ports/0/containerPort").asText())
                .isEqualTo(overlay.only("ConfigMap", "hostkey-sync").at("/data/PORT").asText());
        assertThat(overlay.only("Service").at("/spec/ports/0/targetPort").asText())
                .isEqualTo("http");
        assertThat(overlay.only("NetworkPolicy").at("/spec/ingress/0/ports/0/port").asText())
                .isEqualTo("http");
        assertThat(overlay.only("PodMonitor").at("/spec/podMetricsEndpoints/0/port").asText())
                .isEqualTo("http");
        for (JsonNode path : overlay.only("Ingress").at("/spec/rules/0/http/paths")) {
            assertThat(path.at("/backend/service/name").asText())
                    .isEqualTo(overlay.only("Service").at("/metadata/name").asText());
            assertThat(path.at("/backend/service/port/name").asText())
                    .isEqualTo(overlay.only("Service").at("/spec/ports/0/name").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void hasTimeToDrain(Overlay overlay) {
        int before = container(overlay).at("/lifecycle/preStop/sleep/seconds").asInt();

        assertThat(pod(overlay).at("/terminationGracePeriodSeconds").asInt())
                .isGreaterThanOrEqualTo(before + 25 + 10);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyMountHasItsVolumeAndEveryVolumeItsMount(Overlay overlay) {
        assertThat(texts(container(overlay).at("/volumeMounts"), "/name"))
                .containsExactlyInAnyOrderElementsOf(texts(pod(overlay).at("/volumes"), "/name"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void readsOnlyMapsAndSecretsThatAreMadeOrExplained(Overlay overlay) {
        List<String> named =
                new ArrayList<>(texts(container(overlay).at("/envFrom"), "/secretRef/name"));
        named.addAll(texts(container(overlay).path("env"), "/valueFrom/secretKeyRef/name"));
        named.addAll(texts(pod(overlay).at("/volumes"), "/secret/secretName"));
        named.removeIf(String::isEmpty);
        String readme = Yaml.text(Overlay.DEPLOY.resolve("README.md"));

        assertThat(named).contains("hostkey-sync-secrets", "hostkey-sync-keyset");
        assertThat(named).allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
        assertThat(container(overlay).at("/envFrom/0/configMapRef/name").asText())
                .isEqualTo("hostkey-sync");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void hostsAgree(Overlay overlay) {
        JsonNode ingress = overlay.only("Ingress").at("/spec");

        assertThat(overlay.only("ConfigMap", "hostkey-sync").at("/data/PUBLIC_URL").asText())
                .isEqualTo("https://" + ingress.at("/rules/0/host").asText())
                .isEqualTo("https://" + ingress.at("/tls/0/hosts/0").asText());
    }

    /// What is too large shall be refused by the service, which answers SCIM clients in their
    /// words.
    @ParameterizedTest
    @MethodSource("overlays")
    void theIngressCutsNothingThatTheServiceTakes(Overlay overlay) throws IOException {
        Properties service = new Properties();
        try (Reader reader =
                Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            service.load(reader);
        }
        JsonNode annotations = overlay.only("Ingress").at("/metadata/annotations");

        assertThat(annotations.path("nginx.ingress.kubernetes.io/proxy-body-size").asText())
                .isEqualToIgnoringCase(service.getProperty("quarkus.http.limits.max-body-size"));
        // Cookies of a session, 4 KB each, beside the security headers.
        assertThat(annotations.path("nginx.ingress.kubernetes.io/proxy-buffer-size").asText())
                .isEqualTo("16k");
    }

    /// The numbers that PostgreSQL must be set up for.
    @Test
    void tellsHowManyConnectionsAllReplicasNeed() {
        Overlay production = Overlay.named("production");
        int replicas = production.only("ScaledObject").at("/spec/maxReplicaCount").asInt();
        int pool =
                production.only("ConfigMap", "hostkey-sync").at("/data/DATABASE_POOL_SIZE").asInt();

        assertThat(Yaml.text(Overlay.DEPLOY.resolve("README.md")))
                .contains((replicas + 1) * pool + " connections");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void isPinned(Overlay overlay) {
        assertThat(container(overlay).at("/image").asText())
                .matches(".+(:[0-9]+\\.[0-9]+\\.[0-9]+|@sha256:[0-9a-f]{64})");
    }

    @Test
    void scalesToOneReplicaForEachPartitionAtMost() {
        Overlay production = Overlay.named("production");
        ObjectNode scaled = production.only("ScaledObject");

        assertThat(scaled.at("/spec/scaleTargetRef/name"))
                .isEqualTo(production.only("Deployment").at("/metadata/name"));
        assertThat(scaled.at("/spec/maxReplicaCount").asInt())
                .isEqualTo(dev.hostkeysync.outbox.Topic.IDENTITY_LIFECYCLE.partitions());
        assertThat(scaled.at("/spec/minReplicaCount").asInt()).isEqualTo(2);
        assertThat(production.only("Deployment").path("spec").has("replicas")).isFalse();
    }

    private static List<String> texts(JsonNode list, String pointer) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(one -> one.at(pointer).asText())
                .toList();
    }
}
