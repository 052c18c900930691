package dev.hostkeysync.bench;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.zoomsim.SimulatedUser;
import dev.hostkeysync.zoomsim.UserFields;
import dev.hostkeysync.zoomsim.UserState;
import dev.hostkeysync.zoomsim.ZoomWebhook;
import dev.hostkeysync.zoomsim.ZoomWebhookSender;
import dev.hostkeysync.zoomsim.ZoomWebhooks;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Signed webhooks as a busy account sends them: every event of Zoom's users in turn, over all of
/// them. Six of ten are written down, one of ten is a repetition, one says that somebody else set a
/// host key.
final class ZoomEvents extends Requests.Checked {

    private static final int KINDS = 10;

    private final Secret secret;
    private final ZoomWebhooks webhooks;
    private final int users;
    private ZoomWebhook last;

    /// @param users those whom [Requests#create] made with the numbers from 0
    ZoomEvents(Secret secret, String accountId, int users) {
        super(204);
        this.secret = secret;
        this.webhooks = ZoomWebhooks.byTheApp(accountId, InstantSource.system());
        this.users = users;
        this.last = webhooks.userCreated(user(0), "ssoCreate");
    }

    /// Who has this number, at Zoom.
    static SimulatedUser user(long number) {
        return new SimulatedUser(
                "ZoomUserOfBench%07d".formatted(number),
                "bench-%08d@example.com".formatted(number),
                UserFields.LICENSED,
                UserState.ACTIVE,
                "Bench",
                "User",
                Instant.EPOCH,
                List.of());
    }

    @Override
    public byte[] request(long number) {
        last = webhook(number % KINDS, user(Math.floorMod(number * 7919, users)), number);
        return http(last, number);
    }

    private ZoomWebhook webhook(long kind, SimulatedUser user, long number) {
        return switch ((int) kind) {
            case 0 -> webhooks.userCreated(user, "ssoCreate");
            case 1 -> webhooks.settingsUpdated(user);
            case 2 -> webhooks.typeChanged(user, UserFields.BASIC);
            case 3 -> webhooks.signedIn(user);
            case 4 -> webhooks.userActivated(user);
            case 5 -> last;
            case 6 -> webhooks.invitationAccepted(user);
            // Ten digits, so that it is none of ours.
            case 7 -> webhooks.by(user).userUpdated(user, "%010d".formatted(number), null);
            case 8 -> webhooks.signedOut(user);
            default -> webhooks.passwordChanged(user);
        };
    }

    private byte[] http(ZoomWebhook webhook, long number) {
        String timestamp = Long.toString(InstantSource.system().instant().getEpochSecond());
        String head =
                """
                POST /webhooks/zoom HTTP/1.1
                Host: 127.0.0.1
                User-Agent: bench
                Content-Type: application/json; charset=utf-8
                x-zm-request-timestamp: %s
                x-zm-request-id: bench-%s-%d
                x-zm-signature: %s
                Content-Length: %d

                """
                        .formatted(
                                timestamp,
                                timestamp,
                                number,
                                ZoomWebhookSender.signature(
                                        secret.reveal(), timestamp, webhook.body()),
                                webhook.body().getBytes(StandardCharsets.UTF_8).length);
        return (head.replace("\n", "\r\n") + webhook.body()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    void right(ByteBuffer body, long nanoTime) {}
}
