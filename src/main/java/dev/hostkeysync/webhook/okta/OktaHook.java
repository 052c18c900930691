package dev.hostkeysync.webhook.okta;

import dev.hostkeysync.common.DatabaseFaults;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.webhook.Intake;
import dev.hostkeysync.webhook.LiveSecrets;
import dev.hostkeysync.webhook.LogGate;
import dev.hostkeysync.webhook.Notice;
import dev.hostkeysync.webhook.Outcome;
import dev.hostkeysync.webhook.Payload;
import dev.hostkeysync.webhook.WebhookProblems;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What `/webhooks/okta` answers and does (Okta: Event hooks).
final class OktaHook {

    static final String SOURCE = "okta";

    private static final Logger LOG = Logger.getLogger(OktaHook.class);

    /// Ours to send back: nothing that could be anything but a token.
    private static final Pattern CHALLENGE = Pattern.compile("[\\x21-\\x7e]{1,1024}");

    private final LiveSecrets secrets;
    private final String header;
    private final EventReader reader;
    private final Intake intake;
    private final InstantSource clock;
    private final LogGate refusals;

    OktaHook(OktaHookConfig config, EventCatalogue catalogue, Intake intake, InstantSource clock) {
        this.secrets = LiveSecrets.parse(config.hook().secrets());
        this.header = config.hook().header();
        this.reader = new EventReader(catalogue, ZoomApp.of(config.zoom().appIds()));
        this.intake = intake;
        this.clock = clock;
        this.refusals = new LogGate(clock);
    }

    /// The one-time verification. Okta sends the header with the secret here too: a wrong secret
    /// shows while somebody is looking, and nobody else can make the address theirs.
    ///
    /// @return what to send back
    String verify(List<String> proof, @Nullable String challenge) {
        prove(proof);
        if (challenge == null || !CHALLENGE.matcher(challenge).matches()) {
            throw malformed("x-okta-verification-challenge is missing or no token.");
        }
        intake.count(SOURCE, Outcome.VALIDATION);
        return challenge;
    }

    /// Takes a delivery. When it returns, everything in it that means something is committed.
    void receive(List<String> proof, byte[] body) {
        prove(proof);
        Payload.limit(body);
        OktaBatch batch =
                OktaBatch.parse(body)
                        .orElseThrow(
                                () -> malformed("The body is not JSON with an array data.events."));
        List<Notice> notices = notices(batch);
        if (notices.isEmpty()) {
            return;
        }
        // A prefix of its own, so that no event's id is taken for a batch's.
        Optional<String> id = batch.id().map(text -> "batch:" + text);
        if (id.isPresent() && intake.knows(SOURCE, id.get())) {
            intake.count(SOURCE, Outcome.DUPLICATE);
            return;
        }
        takeAll(notices);
        id.ifPresent(known -> intake.remember(SOURCE, known));
    }

    private List<Notice> notices(OktaBatch batch) {
        Instant now = clock.instant();
        List<Notice> notices = new ArrayList<>();
        for (OktaEvent event : batch.events()) {
            switch (reader.read(event, now)) {
                case Understanding.Taken(List<Notice> taken) -> notices.addAll(taken);
                case Understanding.Ignored _ -> intake.count(SOURCE, Outcome.IGNORED);
                case Understanding.Malformed _ -> {
                    intake.count(SOURCE, Outcome.MALFORMED);
                    LOG.warn(
                            "Left out one event of a delivery of Okta: its type is a trigger, but"
                                    + " its id, its time or its user is missing. Okta's System Log"
                                    + " shows which one; the others were taken");
                }
            }
        }
        notices.sort(Comparator.comparing(Notice::occurredAt));
        return notices;
    }

    // One event that fails by a bug of ours must not take the others with it: Okta repeats a
    // delivery
    // once. While the database is away, or we have too much to do, none would fare better.
    private void takeAll(List<Notice> notices) {
        RuntimeException bug = null;
        for (Notice notice : notices) {
            try {
                Outcome _ = intake.take(notice);
            } catch (RuntimeException e) {
                if (e instanceof ProblemException || DatabaseFaults.mayPass(e)) {
                    throw e;
                }
                bug = e;
            }
        }
        if (bug != null) {
            throw bug;
        }
    }

    private void prove(List<String> proof) {
        if (secrets.isEmpty()) {
            throw WebhookProblems.off(OktaHookConfig.SECRETS);
        }
        if (proof.size() != 1 || !secrets.contains(proof.getFirst().strip())) {
            intake.count(SOURCE, Outcome.REFUSED);
            if (refusals.opens()) {
                LOG.warnf(
                        "Refused a request to /webhooks/okta: its header %s is missing or holds no"
                                + " secret of %s. If it came from Okta, compare the authentication"
                                + " secret of the event hook. %s",
                        header, OktaHookConfig.SECRETS, LogGate.NOTE);
            }
            throw Problem.of("bad-secret", 401, "The secret is not ours")
                    .detail(header + " must hold the secret of the event hook.")
                    .toException();
        }
    }

    private ProblemException malformed(String detail) {
        intake.count(SOURCE, Outcome.MALFORMED);
        return WebhookProblems.malformed(detail);
    }
}
