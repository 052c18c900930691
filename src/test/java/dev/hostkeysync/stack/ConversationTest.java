package dev.hostkeysync.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private final PretendZoom zoom = new PretendZoom();
    private final PretendService service = new PretendService(zoom);
    private final List<String> printed = new ArrayList<>();

    @Test
    void showsEachStepFromTheRequestToTheReveal() {
        boolean right = play();

        assertThat(right).isTrue();
        assertThat(printed)
                .startsWith(
                        "[1/9] Okta creates Zoe",
                        "  request          GET /scim/v2/Users?filter=userName eq \"zoe.run@example.com\"&startIndex=1&count=100 -> 200",
                        "  request          POST /scim/v2/Users -> 201",
                        "  lifecycle event  dev.hostkeysync.user.created.v1, key user-0, id event-0",
                        "  Zoom             PATCH /v2/users/zoom-Zoe {\"host_key\": 6 to 10 digits} -> 204",
                        "  host-key event   dev.hostkeysync.host-key.changed.v1, key user-0, id event-1",
                        "                   change issued",
                        "  reveal           200, version 1, ACTIVE, host key 482093; the simulator holds 482093",
                        "")
                .endsWith(
                        "[9/9] Zoom tells that Lee has left the account",
                        "  request          POST /webhooks/zoom -> 204",
                        "  lifecycle event  dev.hostkeysync.user.transferred.v1, key user-1, id event-16",
                        "  Zoom             PATCH /v2/users/zoom-Lee {\"host_key\": 6 to 10 digits} -> 404",
                        "  host-key event   dev.hostkeysync.host-key.changed.v1, key user-1, id event-17",
                        "                   change revoked",
                        "  reveal           409, no host key",
                        "",
                        "9 of 9 steps showed what they must.");
    }

    @Test
    void failsAStepWhoseEventIsMissing() {
        service.forgetsTheHostKeyEvent = true;

        assertThat(play()).isFalse();
        assertThat(printed)
                .contains(
                        "  host-key event   nothing of the kind\n"
                                + "  FAILED           expected dev.hostkeysync.host-key.changed.v1 about this user",
                        "0 of 9 steps showed what they must.");
    }

    @Test
    void failsAStepThatRevealsAnotherKeyAndDoesNotPrintIt() {
        service.revealsAnotherKey = true;

        assertThat(play()).isFalse();
        assertThat(printed)
                .contains(
                        "  reveal           status 200, not with the key the simulator holds\n"
                                + "  FAILED           expected status 200 and the key the simulator holds",
                        "3 of 9 steps showed what they must.");
        assertThat(String.join("\n", printed)).doesNotContain("999111").doesNotContain("482093");
    }

    @Test
    void looksForNoConsequencesOfARequestThatWasRefused() {
        service.refusesTheToken = true;

        assertThat(play()).isFalse();
        assertThat(printed.subList(0, 3))
                .containsExactly(
                        "[1/9] Okta creates Zoe",
                        "  request          GET /scim/v2/Users?filter=userName eq \"zoe.run@example.com\"&startIndex=1&count=100 -> 401\n"
                                + "  FAILED           expected status [200]",
                        "");
        assertThat(printed)
                .containsSequence(
                        "[4/9] Okta deactivates Zoe",
                        "  not played       the user was never created\n"
                                + "  FAILED           expected an earlier step",
                        "");
    }

    @Test
    void signsItsWebhooksAsZoomDoes() {
        Person zoe = new Person("Zoe", "Mueller", "run");
        InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(1_767_225_600_123L));

        Call call =
                new ZoomWebhookCalls(Secret.of("test-webhook-secret-token"), clock)
                        .disassociated(zoe);

        assertThat(call.headers()).containsEntry("x-zm-request-timestamp", "1767225600");
        assertThat(call.body()).contains("\"event_ts\":1767225600123");
        assertThat(
                        ZoomWebhookCalls.signature(
                                Secret.of("test-webhook-secret-token"),
                                "1767225600",
                                ZOOMS_EXAMPLE))
                .isEqualTo("v0=682c29dfec410f4f8f20a03c3ede58705b10166e9948c22e1ddcdf5e513a3db4");
    }

    private boolean play() {
        DemoSecrets secrets = DemoSecrets.random(new SecureRandom());
        Stage stage =
                new Stage(
                        service,
                        PretendService.events(service.lifecycle),
                        PretendService.events(service.hostKeys),
                        zoom,
                        secrets.apiToken(),
                        Duration.ZERO);
        Conversation conversation =
                new Conversation(zoom, secrets, InstantSource.fixed(Instant.EPOCH), "run");
        return new Performance(stage, printed::add).play(conversation.steps());
    }

    private static final String ZOOMS_EXAMPLE =
            "{\"event\":\"user.created\",\"event_ts\":1767225600123,\"payload\":{\"account_id\":\"AAAABBBBCCCC\",\"operator\":\"admin@example.com\",\"operator_id\":\"z8yCxjabcdEFGHfp8uQ\",\"creation_type\":\"ssoCreate\",\"object\":{\"id\":\"KDcuGIm1QgePTO8WbOqwIQ\",\"first_name\":\"Zoë\",\"last_name\":\"Müller\",\"display_name\":\"Zoë Müller\",\"email\":\"zoe@example.com\",\"type\":2}}}";
}
