package dev.hostkeysync.zoomsim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What the simulator sends is what Zoom sends, to the byte.
class ZoomWebhooksTest {

    private static final Path PAYLOADS = Path.of("src/test/resources/webhook/zoom");
    private static final SimulatedUser ZOE = zoe(UserFields.LICENSED);

    private record Case(String file, Function<ZoomWebhooks, ZoomWebhook> webhook) {}

    @TestFactory
    Stream<DynamicTest> haveTheShapesOfZoom() {
        return Stream.of(
                        new Case("user.created", it -> it.userCreated(ZOE, "ssoCreate")),
                        new Case(
                                "user.invitation_accepted",
                                it -> it.invitationAccepted(zoe(UserFields.BASIC))),
                        new Case("user.activated", it -> it.userActivated(ZOE)),
                        new Case("user.deactivated", it -> it.userDeactivated(ZOE)),
                        new Case("user.deleted", it -> it.userDeleted(ZOE)),
                        new Case("user.disassociated", it -> it.userDisassociated(ZOE)),
                        new Case(
                                "user.updated-host-key",
                                it -> it.by(ZOE).userUpdated(ZOE, "730164", "482093")),
                        new Case(
                                "user.updated-host-key-by-administrator",
                                it -> it.userUpdated(ZOE, "730164", "482093")),
                        new Case(
                                "user.updated-licence",
                                it -> it.typeChanged(ZOE, UserFields.BASIC)),
                        new Case(
                                "user.updated-licence-taken",
                                it -> it.typeChanged(zoe(UserFields.BASIC), UserFields.LICENSED)),
                        new Case("user.updated-password", it -> it.passwordChanged(ZOE)),
                        new Case("user.updated-sign-out", it -> it.signedOutEverywhere(ZOE)),
                        new Case("user.settings_updated", it -> it.settingsUpdated(ZOE)),
                        new Case("user.signed_in", it -> it.signedIn(ZOE)),
                        new Case("user.signed_out", it -> it.signedOut(ZOE)))
                .map(one -> DynamicTest.dynamicTest(one.file(), () -> isAsRecorded(one)));
    }

    @Test
    void tellTheNewAddressAndTheOld() {
        SimulatedUser renamed =
                zoe(UserFields.LICENSED)
                        .with(UserFields.ofEmail("zoe.mueller@example.com"), Instant.EPOCH);

        JsonNode payload =
                Json.read(webhooks(1).emailChanged(renamed, "zoe@example.com").body())
                        .path("payload");

        assertThat(payload.at("/object/email").asText()).isEqualTo("zoe.mueller@example.com");
        assertThat(payload.at("/old_object/email").asText()).isEqualTo("zoe@example.com");
    }

    private static void isAsRecorded(Case one) throws IOException {
        String recorded = Files.readString(PAYLOADS.resolve(one.file() + ".json"));
        long at = Json.read(recorded).path("event_ts").asLong();

        assertThat(one.webhook().apply(webhooks(at)).body()).isEqualTo(recorded);
    }

    private static ZoomWebhooks webhooks(long at) {
        return ZoomWebhooks.byTheApp("AAAABBBBCCCC", InstantSource.fixed(Instant.ofEpochMilli(at)));
    }

    private static SimulatedUser zoe(int type) {
        return new SimulatedUser(
                "KDcuGIm1QgePTO8WbOqwIQ",
                "zoe@example.com",
                type,
                UserState.ACTIVE,
                "Zoë",
                "Müller",
                Instant.EPOCH,
                List.of());
    }
}
