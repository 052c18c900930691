package dev.hostkeysync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.hostkeysync.hostkey.HostKeyEvent;
import dev.hostkeysync.hostkey.HostKeyEventWriter;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.SignIn;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.lifecycle.Cause;
import dev.hostkeysync.lifecycle.Envelope;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.lifecycle.LifecycleEventWriter;
import dev.hostkeysync.outbox.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every event is as `asyncapi.yaml` says.
class AsyncApiTest {

    private static final JsonNode DOCUMENT = document();
    private static final UserId ZOE = new UserId(new UUID(1, 2));
    private static final Optional<ZoomUserId> AT_ZOOM = Optional.of(new ZoomUserId("KDcu"));
    private static final Optional<EmailAddress> EMAIL =
            Optional.of(new EmailAddress("zoe@example.com"));
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123456Z");
    private static final Envelope ENVELOPE =
            new Envelope(
                    new UUID(3, 4), NOW, "scim:okta", ZOE, 7, AT_ZOOM, EMAIL, Optional.empty());

    @TestFactory
    Stream<DynamicTest> describesEveryLifecycleEvent() {
        SignIn signIn = new SignIn("zoe", EMAIL, Optional.of(new ExternalId("00u1")));
        return Stream.of(
                        new LifecycleEvent.UserCreated(ENVELOPE, true),
                        new LifecycleEvent.SsoChanged(
                                ENVELOPE,
                                signIn,
                                new SignIn("zoe", Optional.empty(), Optional.empty())),
                        new LifecycleEvent.UserDeactivated(ENVELOPE, Cause.PROVIDER),
                        new LifecycleEvent.UserDeactivated(ENVELOPE, Cause.GROUP),
                        new LifecycleEvent.UserReactivated(ENVELOPE, Cause.PROVIDER),
                        new LifecycleEvent.UserReactivated(ENVELOPE, Cause.GROUP),
                        new LifecycleEvent.UserReactivated(ENVELOPE, Cause.ZOOM),
                        new LifecycleEvent.UserRemoved(ENVELOPE),
                        new LifecycleEvent.UserTransferred(ENVELOPE),
                        new LifecycleEvent.ProfileChanged(ENVELOPE),
                        new LifecycleEvent.ZoomUserReady(ENVELOPE),
                        new LifecycleEvent.HostKeyDrifted(ENVELOPE))
                .map(event ->
                        described(
                                LifecycleEventWriter.attributes(event).type(),
                                LifecycleEventWriter.data(event)));
    }

    @TestFactory
    Stream<DynamicTest> describesEveryHostKeyEvent() {
        List<HostKeyEvent> events = new ArrayList<>();
        for (HostKeyEvent.Change change : HostKeyEvent.Change.values()) {
            events.add(
                    new HostKeyEvent.Changed(
                            ZOE, AT_ZOOM, EMAIL, change, "user-created", 3, NOW, false));
        }
        events.add(new HostKeyEvent.Failed(ZOE, AT_ZOOM, EMAIL, "refused", 3, Optional.of(NOW)));
        return events.stream()
                .map(event -> described(event.type(), HostKeyEventWriter.data(event)));
    }

    @Test
    void namesEveryTopic() {
        List<String> addresses = new ArrayList<>();
        DOCUMENT.path("channels")
                .forEach(channel -> addresses.add(channel.path("address").asText()));

        assertThat(addresses)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Topic.values()).map(topic -> topic.name("")).toList());
    }

    private static DynamicTest described(String type, byte[] data) {
        return DynamicTest.dynamicTest(
                type,
                () -> {
                    JsonNode event = new JsonMapper().readTree(data);

                    assertThat(schemaOf(type).validate(event)).isEmpty();

                    ((ObjectNode) event).remove("userId");
                    assertThat(schemaOf(type).validate(event)).hasSize(1);
                });
    }

    private static JsonSchema schemaOf(String type) {
        for (JsonNode message : DOCUMENT.at("/components/messages")) {
            if (message.path("name").asText().equals(type)) {
                ObjectNode schema = new JsonMapper().createObjectNode();
                schema.set("$ref", message.at("/payload/$ref"));
                schema.set("components", DOCUMENT.path("components"));
                return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(
                                schema,
                                SchemaValidatorsConfig.builder()
                                        .formatAssertionsEnabled(true)
                                        .build());
            }
        }
        throw new AssertionError("asyncapi.yaml has no message " + type);
    }

    private static JsonNode document() {
        try (InputStream yaml =
                Objects.requireNonNull(
                        AsyncApiTest.class.getResourceAsStream("/META-INF/asyncapi.yaml"))) {
            return new ObjectMapper(new YAMLFactory()).readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
