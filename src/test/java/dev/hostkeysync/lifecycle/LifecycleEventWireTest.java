package dev.hostkeysync.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.common.TraceParent;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.SignIn;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleEventWireTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static final Envelope ENVELOPE =
            new Envelope(
                    UUID.fromString("0198c0de-0000-7000-8000-000000000001"),
                    Instant.parse("2026-11-22T10:15:30.123456Z"),
                    "scim:okta",
                    new UserId(UUID.fromString("0198c0de-0000-7000-8000-00000000000a")),
                    7,
                    Optional.of(new ZoomUserId("KDcuGIm1QgePTO8WbOqwIQ")),
                    Optional.of(new EmailAddress("zoe@example.com")),
                    TraceParent.parse(TRACE));

    private static final SignIn BEFORE =
            new SignIn(
                    "zoe@example.com",
                    Optional.of(new EmailAddress("zoe@example.com")),
                    Optional.of(new ExternalId("00u1")));

    private static final SignIn AFTER =
            new SignIn("zoe.new@example.com", Optional.empty(), Optional.empty());

    @TestFactory
    Stream<DynamicTest> readsWhatItWrote() {
        return Stream.of(
                        new LifecycleEvent.UserCreated(ENVELOPE, true),
                        new LifecycleEvent.UserCreated(ENVELOPE, false),
                        new LifecycleEvent.SsoChanged(ENVELOPE, BEFORE, AFTER),
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
                        DynamicTest.dynamicTest(
                                Trigger.of(event).label(),
                                () ->
                                        assertThat(
                                                        LifecycleEventReader.read(
                                                                headers(event),
                                                                LifecycleEventWriter.data(event)))
                                                .isEqualTo(event)));
    }

    @Test
    void pinsTheFormOfASignInChange() {
        LifecycleEvent event = new LifecycleEvent.SsoChanged(ENVELOPE, BEFORE, AFTER);

        assertThat(headers(event))
                .containsExactly(
                        Map.entry("ce_specversion", "1.0"),
                        Map.entry("ce_id", "0198c0de-0000-7000-8000-000000000001"),
                        Map.entry("ce_source", "/hostkey-sync/scim/okta"),
                        Map.entry("ce_type", "dev.hostkeysync.user.sso-changed.v1"),
                        Map.entry("ce_time", "2026-11-22T10:15:30.123456Z"),
                        Map.entry("ce_subject", "0198c0de-0000-7000-8000-00000000000a"),
                        Map.entry("content-type", "application/json"),
                        Map.entry("ce_traceparent", TRACE),
                        Map.entry("traceparent", TRACE));
        assertThat(new String(LifecycleEventWriter.data(event), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"userId\":\"0198c0de-0000-7000-8000-00000000000a\",\"version\":7,"
                                + "\"occurredAt\":\"2026-11-22T10:15:30.123456Z\",\"origin\":\"scim:okta\","
                                + "\"zoomUserId\":\"KDcuGIm1QgePTO8WbOqwIQ\",\"email\":\"zoe@example.com\","
                                + "\"before\":{\"userName\":\"zoe@example.com\",\"email\":\"zoe@example.com\","
                                + "\"externalId\":\"00u1\"},\"after\":{\"userName\":\"zoe.new@example.com\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dev.hostkeysync.user.flew-away.v9 | {} | the header ce_type names no event that this release knows",
                "dev.hostkeysync.user.removed.v1 | not json 482093 | the value is not JSON",
                "dev.hostkeysync.user.removed.v1 | [] | the value is not a JSON object",
                "dev.hostkeysync.user.removed.v1 | {} | the field occurredAt is missing",
                "dev.hostkeysync.user.removed.v1 | {\"occurredAt\":\"yesterday\",\"origin\":\"x\",\"userId\":\"y\"} | the field occurredAt is not an instant",
                "dev.hostkeysync.user.removed.v1 | {\"occurredAt\":\"2026-11-22T10:15:30Z\",\"origin\":\"x\",\"userId\":\"482093\"} | the field userId is not a UUID",
                "dev.hostkeysync.user.removed.v1 | {\"occurredAt\":\"2026-11-22T10:15:30Z\",\"origin\":\"x\",\"userId\":\"0198c0de-0000-7000-8000-00000000000a\",\"version\":\"1\"} | the field version is not a whole number from 1",
            })
    void refusesWithAReasonThatRepeatsNothing(String type, String data, String reason) {
        Map<String, String> headers =
                new LinkedHashMap<>(Map.of("ce_type", type, "ce_id", ENVELOPE.id().toString()));

        assertThatThrownBy(() ->
                        LifecycleEventReader.read(headers, data.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessage(reason)
                .hasNoCause();
    }

    private static Map<String, String> headers(LifecycleEvent event) {
        return LifecycleEventWriter.attributes(event).headers();
    }
}
