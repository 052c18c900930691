package dev.hostkeysync.webhook.standard;

import dev.hostkeysync.webhook.Intake;
import dev.hostkeysync.webhook.LiveSecrets;
import dev.hostkeysync.webhook.LogGate;
import dev.hostkeysync.webhook.Notice;
import dev.hostkeysync.webhook.Outcome;
import dev.hostkeysync.webhook.Payload;
import dev.hostkeysync.webhook.WebhookProblems;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;

/// What `/webhooks/standard` answers and does.
final class StandardWebhook {

    static final String SOURCE = "standard";

    private static final Logger LOG = Logger.getLogger(StandardWebhook.class);

    private final boolean off;
    private final StandardSignature signature;
    private final Intake intake;
    private final InstantSource clock;
    private final LogGate refusals;

    StandardWebhook(StandardWebhookConfig config, Intake intake, InstantSource clock) {
        LiveSecrets secrets = LiveSecrets.parse(config.secrets());
        this.off = secrets.isEmpty();
        this.signature = new StandardSignature(secrets, config.tolerance());
        this.intake = intake;
        this.clock = clock;
        this.refusals = new LogGate(clock);
    }

    /// Takes a webhook. When it returns, what it means is committed.
    void receive(StandardSignature.Headers headers, byte[] body) {
        if (off) {
            throw WebhookProblems.off(StandardWebhookConfig.SECRETS);
        }
        Payload.limit(body);
        Instant now = clock.instant();
        if (!signature.proves(headers, body, now)) {
            throw unproved();
        }
        switch (StandardEvent.parse(body, now)) {
            case StandardEvent.Told(var report, Instant at) -> {
                // Without the id there is no proof.
                String id = Objects.requireNonNull(headers.id());
                Outcome _ = intake.take(new Notice(SOURCE, List.of(id), at, report));
            }
            case StandardEvent.Other _ -> intake.count(SOURCE, Outcome.IGNORED);
            case StandardEvent.Malformed(String detail) -> {
                intake.count(SOURCE, Outcome.MALFORMED);
                throw WebhookProblems.malformed(detail);
            }
        }
    }

    private RuntimeException unproved() {
        intake.count(SOURCE, Outcome.REFUSED);
        if (refusals.opens()) {
            LOG.warnf(
                    "Refused a request to /webhooks/standard: no signature of it was made with a key in %s not long ago. If it"
                            + " came from your sender, compare the keys and the clocks. %s",
                    StandardWebhookConfig.SECRETS, LogGate.NOTE);
        }
        return WebhookProblems.unproved(
                "webhook-id, webhook-timestamp and webhook-signature must be there, the time that of this attempt, and one"
                        + " signature made with a key that is known here.");
    }
}
