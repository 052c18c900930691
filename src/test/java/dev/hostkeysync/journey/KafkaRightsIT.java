package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.deploy.Overlay;
import dev.hostkeysync.stack.SecuredKafka;
import dev.hostkeysync.stack.TopicTail;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service does its work as the user, with the topics and by the variables of `deploy/`.
class KafkaRightsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Overlay STAGING = Overlay.named("staging");
    private static final String PREFIX = "staging-";
    private static final String PASSWORD = "password-of-the-kafka-user";
    private static final String OPERATOR = "operator-token-0123456789";

    @TempDir Path directory;

    private static String user() {
        return STAGING.only("KafkaUser").at("/metadata/name").asText();
    }

    /// As Strimzi's User Operator makes them.
    private static List<AclBinding> rights() {
        List<AclBinding> all = new ArrayList<>();
        for (JsonNode acl : STAGING.only("KafkaUser").at("/spec/authorization/acls")) {
            ResourcePattern resource =
                    new ResourcePattern(
                            ResourceType.fromString(acl.at("/resource/type").asText()),
                            acl.at("/resource/name").asText(),
                            PatternType.valueOf(
                                    acl.at("/resource/patternType")
                                            .asText()
                                            .toUpperCase(Locale.ROOT)));
            for (JsonNode operation : acl.path("operations")) {
                String name =
                        operation
                                .asText()
                                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                                .toUpperCase(Locale.ROOT);
                all.add(
                        new AclBinding(
                                resource,
                                new AccessControlEntry(
                                        "User:" + user(),
                                        "*",
                                        AclOperation.valueOf(name),
                                        AclPermissionType.ALLOW)));
            }
        }
        return all;
    }

    /// As its Topic Operator makes them, on one broker.
    private static List<NewTopic> topics() {
        List<NewTopic> all = new ArrayList<>();
        for (JsonNode topic : STAGING.all("KafkaTopic")) {
            Map<String, String> settings = new HashMap<>();
            topic.at("/spec/config")
                    .properties()
                    .forEach(one -> settings.put(one.getKey(), one.getValue().asText()));
            settings.put("min.insync.replicas", "1");
            all.add(
                    new NewTopic(
                                    topic.at("/spec/topicName").asText(),
                                    topic.at("/spec/partitions").asInt(),
                                    (short) 1)
                            .configs(settings));
        }
        return all;
    }

    /// The container's variables, with Secrets as they are in the cluster.
    private static Map<String, String> variables(SecuredKafka kafka) {
        Map<String, String> all = new HashMap<>();
        STAGING.only("ConfigMap", "hostkey-sync")
                .path("data")
                .properties()
                .forEach(one -> {
                    if (one.getKey().startsWith("KAFKA_")) {
                        all.put(one.getKey(), one.getValue().asText());
                    }
                });
        all.put("KAFKA_BOOTSTRAP_SERVERS", kafka.secured());
        all.put("KAFKA_SSL_TRUSTSTORE_LOCATION", kafka.certificate().toString());
        all.put(
                "KAFKA_SASL_JAAS_CONFIG",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user(), PASSWORD));
        return all;
    }

    @Test
    void sufficeForTheWorkAndForNothingElse() {
        try (SecuredKafka kafka = SecuredKafka.start(directory);
                Installation installation = Installation.of("rights")) {
            kafka.make(topics());
            kafka.make(user(), PASSWORD, rights());
            Map<String, String> variables = variables(kafka);
            variables.forEach(installation::with);
            installation
                    .with("TOPIC_PREFIX", PREFIX)
                    .with(
                            "API_TOKENS",
                            installation.credentials().apiTokens() + ",jane:operator:" + OPERATOR);
            Topics topics = new Topics(kafka.plain(), PREFIX);
            try (TopicTail events = topics.tail(Topics.HOST_KEYS);
                    TopicTail letters = topics.tail(Topics.DEAD_LETTERS)) {
                Client client = installation.client(installation.start());

                new Truths(installation, client, events)
                        .awaitAgreement(client.create(), 1, "issued");
                topics.send("zoe".getBytes(UTF_8), Map.of(), "rubbish".getBytes(UTF_8));
                assertThat(letters.await(_ -> true, SOON).value()).isEqualTo("rubbish");
                await("the lag of both topics")
                        .atMost(SOON)
                        .untilAsserted(() -> assertThat(lags(client)).hasSize(24));
                await("the topics to be looked at")
                        .atMost(SOON)
                        .untilAsserted(() -> assertThat(preflight(client)).isEqualTo("ok"));
            }
            assertThatThrownBy(() -> makeATopic(variables))
                    .hasRootCauseInstanceOf(AuthorizationException.class);
        }
    }

    private static List<String> lags(Client client) {
        return client.send("GET", "/q/metrics", Map.of(), new byte[0])
                .body()
                .lines()
                .filter(line -> line.startsWith("hostkeysync_consumer_lag{"))
                .toList();
    }

    private static String preflight(Client client) {
        return client.send(
                        "GET",
                        "/api/v1/preflight",
                        Map.of("Authorization", "Bearer " + OPERATOR),
                        new byte[0])
                .json()
                .path("findings")
                .valueStream()
                .filter(one -> one.path("check").asText().equals("topics"))
                .map(one -> one.path("status").asText())
                .findFirst()
                .orElse("");
    }

    private static void makeATopic(Map<String, String> variables) throws Exception {
        Map<String, Object> settings = new HashMap<>();
        variables.forEach((name, value) ->
                settings.put(
                        name.replace("KAFKA_", "").replace('_', '.').toLowerCase(Locale.ROOT),
                        value));
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(PREFIX + "other", 1, (short) 1))).all().get();
        }
    }
}
