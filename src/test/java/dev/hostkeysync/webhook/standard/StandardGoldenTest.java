package dev.hostkeysync.webhook.standard;

import static dev.hostkeysync.webhook.standard.StandardWebhooks.endpoint;
import static dev.hostkeysync.webhook.standard.StandardWebhooks.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.hostkeysync.webhook.RecordingIntake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One webhook of each type, what it means, and the schema that describes them. A new file joins by
/// being there.
class StandardGoldenTest {

    private static final ObjectMapper JSON = new JsonMapper();
    private static final Path SCHEMA =
            Path.of("src/main/resources/META-INF/standard-webhook.schema.json");
    private static final Path GOLDEN = Path.of("src/test/resources/webhook/standard");

    @TestFactory
    Stream<DynamicTest> understandsWhatTheSchemaAllows() throws IOException {
        return golden().stream()
                .map(file ->
                        DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private static void check(Path file) throws IOException {
        JsonNode golden = JSON.readTree(file.toFile());
        RecordingIntake intake = new RecordingIntake();

        int status = send(endpoint(intake), "e", golden.path("body").toString());

        assertThat(status).isEqualTo(204);
        String means = golden.path("means").textValue();
        assertThat(intake.taken())
                .extracting(RecordingIntake::line)
                .containsExactlyElementsOf(means.isEmpty() ? List.of() : List.of(means));
        assertThat(schema().validate(golden.path("body")).isEmpty()).isEqualTo(!means.isEmpty());
    }

    @Test
    void hasAGoldenWebhookForEveryType() throws IOException {
        assertThat(golden())
                .extracting(file -> file.getFileName().toString())
                .containsAll(
                        Arrays.stream(StandardType.values())
                                .map(type -> type.wireName() + ".json")
                                .toList());
    }

    @Test
    void namesTheSameTypesEverywhere() throws IOException {
        List<String> types =
                Arrays.stream(StandardType.values()).map(StandardType::wireName).toList();

        assertThat(JSON.readTree(SCHEMA.toFile()).at("/properties/type/enum").valueStream())
                .extracting(JsonNode::textValue)
                .containsExactlyElementsOf(types);
        assertThat(Files.readString(Path.of("docs/webhooks.md")).lines())
                .filteredOn(line -> line.startsWith("| `user."))
                .extracting(line -> line.split("`", -1)[1])
                .containsExactlyElementsOf(types);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'user.removed','timestamp':'2026-11-16T18:15:12Z','data':{}}",
                "{'type':'user.removed','timestamp':'2026-11-16T18:15:12Z','data':{'user':{}}}",
                "{'type':'user.removed','timestamp':'2026-11-16T18:15:12Z','data':{'user':{'externalId':null}}}",
                "{'type':'user.removed','timestamp':'2026-11-16T18:15:12Z','data':{'user':{'externalId':' '}}}",
                "{'type':'user.removed','timestamp':'2026-11-16T18:15:12Z','data':{'user':{'id':'7'}}}",
                "{'type':'user.removed','timestamp':'2026-11-16T18:15:12Z','data':{'user':{'email':'a'}}}",
                "{'type':'user.removed','timestamp':'2026-11-16T18:15:12Z','data':{'user':{'userName':'a','active':1}}}",
                "{'type':'user.created','timestamp':'2026-11-16T18:15:12Z','data':{'user':{'externalId':'7'}}}",
                "{'type':'user.removed','data':{'user':{'externalId':'7'}}}",
            })
    void refusesWhatTheSchemaForbids(String text) throws IOException {
        String body = text.replace('\'', '"');

        assertThat(schema().validate(JSON.readTree(body))).isNotEmpty();
        assertThat(send(endpoint(new RecordingIntake()), "e", body)).isEqualTo(400);
    }

    private static List<Path> golden() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.sorted().toList();
        }
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(JSON.readTree(SCHEMA.toFile()));
    }
}
