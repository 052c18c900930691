package dev.hostkeysync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.outbox.Topic;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaAccessTest {

    static List<Overlay> overlays() {
        return Overlay.names().stream().map(Overlay::named).toList();
    }

    private static String prefix(Overlay overlay) {
        return overlay.only("ConfigMap", "hostkey-sync").at("/data/TOPIC_PREFIX").asText();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void topicsAreAsTheServiceWantsThem(Overlay overlay) {
        Map<String, Integer> wanted = new HashMap<>();
        for (Topic topic : Topic.values()) {
            wanted.put(topic.name(prefix(overlay)), topic.partitions());
        }
        Map<String, Integer> there = new HashMap<>();
        for (JsonNode topic : overlay.all("KafkaTopic")) {
            there.put(topic.at("/spec/topicName").asText(), topic.at("/spec/partitions").asInt());
        }

        assertThat(there).isEqualTo(wanted);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void eventsAreKeptForAsLongAsSubscribersMayAsk(Overlay overlay) {
        assertThat(overlay.all("KafkaTopic"))
                .filteredOn(
                        topic -> topic.at("/spec/topicName").asText().endsWith("host-key-events"))
                .extracting(topic -> topic.at("/spec/config/retention.ms").asLong())
                .containsExactly(31L * 24 * 3600 * 1000);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theUserMayDoWhatTheServiceDoesAndNothingElse(Overlay overlay) throws IOException {
        String prefix = prefix(overlay);
        Map<String, Set<String>> wanted = new HashMap<>();
        for (Topic topic : Topic.values()) {
            wanted.put(
                    "topic " + topic.name(prefix), Set.of("Describe", "DescribeConfigs", "Write"));
        }
        Properties channels = new Properties();
        try (Reader reader =
                Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            channels.load(reader);
        }
        channels.stringPropertyNames().stream()
                .filter(name -> name.matches("mp\\.messaging\\.incoming\\..*\\.topic"))
                .forEach(name -> {
                    String group = channels.getProperty(name.replace(".topic", ".group.id"));
                    wanted.put(
                            "topic " + of(channels.getProperty(name), prefix),
                            Set.of("Describe", "DescribeConfigs", "Read", "Write"));
                    wanted.put("group " + of(group, prefix), Set.of("Describe", "Read"));
                });
        // AccountConsumer reads the same topic in a group of its own.
        wanted.put("group " + prefix + "hostkey-sync-zoom-accounts", Set.of("Describe", "Read"));

        Map<String, Set<String>> given = new HashMap<>();
        for (JsonNode acl : overlay.only("KafkaUser").at("/spec/authorization/acls")) {
            assertThat(acl.at("/resource/patternType").asText()).isEqualTo("literal");
            Set<String> operations = new TreeSet<>();
            acl.path("operations").forEach(one -> operations.add(one.asText()));
            given.put(
                    acl.at("/resource/type").asText() + " " + acl.at("/resource/name").asText(),
                    operations);
        }

        assertThat(given).isEqualTo(wanted);
    }

    /// Both may be on the same brokers, where the User Operator and the Topic Operator know one
    /// namespace, Kafka's.
    @Test
    void noTwoInstallationsShareAnythingAtKafka() {
        assertThat(overlays().stream().flatMap(KafkaAccessTest::atKafka)).doesNotHaveDuplicates();
    }

    /// Every name that is its own among brokers and operators, with its kind.
    private static Stream<String> atKafka(Overlay overlay) {
        List<String> names = new ArrayList<>();
        for (String kind : List.of("KafkaUser", "KafkaTopic")) {
            for (JsonNode one : overlay.all(kind)) {
                names.add(kind + " " + one.at("/metadata/name").asText());
            }
        }
        overlay.all("KafkaTopic")
                .forEach(one -> names.add("topic " + one.at("/spec/topicName").asText()));
        overlay.only("KafkaUser")
                .at("/spec/authorization/acls")
                .forEach(acl ->
                        names.add(
                                "right on "
                                        + acl.at("/resource/type").asText()
                                        + " "
                                        + acl.at("/resource/name").asText()));
        return names.stream();
    }

    private static String of(String property, String prefix) {
        return property.replace("${TOPIC_PREFIX:}", prefix);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void signsInAsTheUserThatIsMade(Overlay overlay) {
        JsonNode user = overlay.only("KafkaUser");
        JsonNode jaas = overlay.only("Deployment").at("/spec/template/spec/containers/0/env/0");

        assertThat(jaas.path("name").asText()).isEqualTo("KAFKA_SASL_JAAS_CONFIG");
        assertThat(jaas.at("/valueFrom/secretKeyRef/name")).isEqualTo(user.at("/metadata/name"));
        assertThat(
                        overlay.only("ConfigMap", "hostkey-sync")
                                .at("/data/KAFKA_SASL_MECHANISM")
                                .asText())
                .isEqualToIgnoringCase(user.at("/spec/authentication/type").asText());
        assertThat(
                        Stream.concat(overlay.all("KafkaTopic").stream(), Stream.of(user))
                                .map(one ->
                                        one.at("/metadata/labels/strimzi.io~1cluster").asText()))
                .containsOnly("kafka");
    }
}
