package dev.hostkeysync.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.CloudEvent;
import dev.hostkeysync.common.TraceParent;
import dev.hostkeysync.hostkey.HostKeyEvent.Change;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HostKeyEventWriterTest {

    private static final UUID ID = UUID.fromString("0199aa00-0000-7000-8000-0000000000ff");
    private static final UserId ZOE =
            new UserId(UUID.fromString("0199aa00-0000-7000-8000-000000000001"));
    private static final Optional<ZoomUserId> ZOOM_ID =
            Optional.of(new ZoomUserId("KDcuGIm1QgePTO8WbOqwIQ"));
    private static final Optional<EmailAddress> EMAIL =
            Optional.of(new EmailAddress("zoë@example.com"));
    private static final Optional<TraceParent> TRACE =
            TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    private static final Instant NOW = Instant.parse("2026-12-01T09:00:00.123456Z");

    @ParameterizedTest
    @EnumSource
    void writesAChange(Change change) {
        HostKeyEvent event =
                new HostKeyEvent.Changed(ZOE, ZOOM_ID, EMAIL, change, "sso-changed", 3, NOW, false);

        assertThat(data(event)).isEqualTo(golden("host-key-changed-" + change.label()));
    }

    @Test
    void leavesOutOfAChangeWhatIsNotKnown() {
        HostKeyEvent event =
                new HostKeyEvent.Changed(
                        ZOE,
                        Optional.empty(),
                        Optional.empty(),
                        Change.ISSUED,
                        "backfill",
                        1,
                        NOW,
                        true);

        assertThat(data(event)).isEqualTo(golden("host-key-changed-bulk"));
    }

    @Test
    void writesAFailureThatIsTriedAgain() {
        HostKeyEvent event =
                new HostKeyEvent.Failed(
                        ZOE, ZOOM_ID, EMAIL, "not-licensed", 4, Optional.of(NOW.plusSeconds(3600)));

        assertThat(data(event)).isEqualTo(golden("host-key-failed"));
    }

    @Test
    void writesAFailureThatOnlyAPersonCanMend() {
        HostKeyEvent event =
                new HostKeyEvent.Failed(
                        ZOE,
                        Optional.empty(),
                        Optional.empty(),
                        "refused-by-zoom",
                        3,
                        Optional.empty());

        assertThat(data(event)).isEqualTo(golden("host-key-failed-for-good"));
    }

    @Test
    void describesAChangeInItsAttributes() {
        HostKeyEvent event =
                new HostKeyEvent.Changed(
                        ZOE, ZOOM_ID, EMAIL, Change.ISSUED, "user-created", 1, NOW, false);

        assertThat(HostKeyEventWriter.attributes(event, ID, NOW, TRACE))
                .isEqualTo(
                        new CloudEvent(
                                "0199aa00-0000-7000-8000-0000000000ff",
                                "/hostkey-sync",
                                "dev.hostkeysync.host-key.changed.v1",
                                NOW,
                                "0199aa00-0000-7000-8000-000000000001",
                                TRACE));
    }

    @Test
    void describesAFailureInItsAttributes() {
        HostKeyEvent event =
                new HostKeyEvent.Failed(ZOE, ZOOM_ID, EMAIL, "not-licensed", 4, Optional.empty());

        assertThat(HostKeyEventWriter.attributes(event, ID, NOW, TRACE).type())
                .isEqualTo("dev.hostkeysync.host-key.failed.v1");
    }

    @ParameterizedTest
    @CsvSource({"ISSUED, issued", "ROTATED, rotated", "REVOKED, revoked"})
    void namesChangesAsTheContractDoes(Change change, String label) {
        assertThat(change.label()).isEqualTo(label);
    }

    @Test
    void hasNoFieldThatCouldHoldDigits() {
        assertThat(
                        Stream.of(HostKeyEvent.class.getPermittedSubclasses())
                                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                                .map(RecordComponent::getGenericType)
                                .map(Object::toString))
                .noneMatch(type -> type.contains("Digits") || type.contains("byte"));
    }

    private static String data(HostKeyEvent event) {
        return new String(HostKeyEventWriter.data(event), StandardCharsets.UTF_8);
    }

    /// The file's last line break is the editor's, not the event's.
    private static String golden(String name) {
        String file = "/events/v1/" + name + ".json";
        try (InputStream in = HostKeyEventWriterTest.class.getResourceAsStream(file)) {
            assertThat(in).as(file).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
