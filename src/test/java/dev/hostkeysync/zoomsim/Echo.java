package dev.hostkeysync.zoomsim;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tells the subscriber of the account's events that a host key was changed over the API, a moment
/// after it was, as the options have it.
final class Echo {

    private final Supplier<SimulatorOptions> options;
    private final InstantSource clock;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<ZoomWebhookSender.Delivery> deliveries = new CopyOnWriteArrayList<>();

    Echo(Supplier<SimulatorOptions> options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    /// @param user with the new key
    /// @param before the key before; null = none
    void hostKeyChanged(SimulatedUser user, @Nullable String before) {
        SimulatorOptions now = options.get();
        String url = now.webhookUrl();
        String hostKey = user.hostKey();
        if (now.hostKeyEcho() == HostKeyEcho.OFF || url == null || hostKey == null) {
            return;
        }
        ZoomWebhook webhook =
                ZoomWebhooks.byTheApp(now.accountId(), clock)
                        .userUpdated(
                                user,
                                now.hostKeyEcho().shown(hostKey),
                                before == null ? null : now.hostKeyEcho().shown(before));
        Thread _ =
                Thread.ofVirtual()
                        .name("zoom-echo")
                        .start(() -> send(URI.create(url), now.webhookSecret(), webhook));
    }

    /// What came of those sent so far.
    List<ZoomWebhookSender.Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    private void send(URI url, String secret, ZoomWebhook webhook) {
        try {
            deliveries.add(
                    new ZoomWebhookSender(client, secret, clock, () -> UUID.randomUUID().toString())
                            .send(url, webhook));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
