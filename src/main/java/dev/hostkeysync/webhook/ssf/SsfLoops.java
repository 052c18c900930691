package dev.hostkeysync.webhook.ssf;

import dev.hostkeysync.common.DrainStage;
import dev.hostkeysync.common.Ids;
import dev.hostkeysync.common.Loop;
import dev.hostkeysync.common.Secret;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Fetches events and checks streams for as long as the process lives: a thread for each issuer of
/// `SSF_POLL`, one for all of `SSF_VERIFY`.
@ApplicationScoped
class SsfLoops {

    private static final Logger LOG = Logger.getLogger(SsfLoops.class);

    /// Longer than a long poll and what it brings; after a crash the time until another replica
    /// takes over.
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    private final SsfConfig config;
    private final Transmitters transmitters;
    private final SsfReceiver receiver;
    private final SsfIssuers issuers;
    private final TransmitterClient client;
    private final SecureRandom random;
    private final UUID replica;
    private final InstantSource clock;
    private final List<Loop> loops = new ArrayList<>();

    SsfLoops(
            SsfConfig config,
            Transmitters transmitters,
            SsfReceiver receiver,
            SsfIssuers issuers,
            TransmitterClient client,
            SecureRandom random,
            Ids ids,
            InstantSource clock) {
        this.config = config;
        this.transmitters = transmitters;
        this.receiver = receiver;
        this.issuers = issuers;
        this.client = client;
        this.random = random;
        this.replica = ids.next();
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        if (transmitters.issuers().isEmpty()) {
            return;
        }
        issuers.know(transmitters.issuers());
        // The first event need not wait, and a wrong issuer is in the log from the start.
        transmitters.issuers().forEach(issuer -> transmitters.keys(issuer).refreshAhead());
        config.poll()
                .map(Secret::reveal)
                .map(SsfSettings::pollSources)
                .orElse(List.of())
                .forEach(this::fetch);
        List<StreamCheck> checks =
                config
                        .verify()
                        .map(Secret::reveal)
                        .map(SsfSettings::streams)
                        .orElse(List.of())
                        .stream()
                        .map(stream ->
                                new StreamCheck(
                                        stream,
                                        config.verifyInterval(),
                                        issuers,
                                        client,
                                        this::state))
                        .toList();
        if (!checks.isEmpty()) {
            start(
                    "ssf-verify",
                    () -> {
                        checks.forEach(StreamCheck::run);
                        return LOOK;
                    },
                    () -> {});
        }
    }

    void stop(@Observes DrainStage.Intake stage) {
        loops.forEach(stage::end);
        client.cancel();
    }

    private void fetch(PollSource source) {
        Poller poller =
                new Poller(
                        source.issuer(),
                        request ->
                                client.post(
                                        source.endpoint(),
                                        source.token(),
                                        request,
                                        Poller.LONG_POLL),
                        receiver,
                        clock);
        Loop.Turn turn =
                () -> issuers.lease(source.issuer(), replica, LEASE) ? poller.poll() : LOOK;
        start("ssf-poll", turn, () -> issuers.release(source.issuer(), replica));
    }

    private void start(String name, Loop.Turn turn, Runnable atEnd) {
        Loop loop =
                new Loop(
                                LOG,
                                name,
                                "Shared Signals ("
                                        + name
                                        + ") stand still: %s. It is tried every few seconds; check PostgreSQL at"
                                        + " DATABASE_URL",
                                AFTER_A_FAILURE,
                                turn)
                        .atEnd(atEnd);
        loops.add(loop);
        loop.start();
    }

    private String state() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
