package dev.hostkeysync.webhook.ssf;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hostkeysync.access.jwt.Metadata;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Asks for a verification event of one stream (Shared Signals Framework 1.0 section 8.1.4). It
/// shows that events come through, and that we are there: a transmitter may stop a stream of which
/// it has heard nothing for its `inactivity_timeout`.
final class StreamCheck {

    private static final Logger LOG = Logger.getLogger(StreamCheck.class);
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    /// After a request that failed.
    static final Duration RETRY = Duration.ofMinutes(1);

    private final VerifiedStream stream;
    private final Duration interval;
    private final SsfIssuers issuers;
    private final TransmitterClient client;
    private final Supplier<String> states;
    private boolean failing;

    /// @param states a new text at each call, which nobody can guess
    StreamCheck(
            VerifiedStream stream,
            Duration interval,
            SsfIssuers issuers,
            TransmitterClient client,
            Supplier<String> states) {
        this.stream = stream;
        this.interval = interval;
        this.issuers = issuers;
        this.client = client;
        this.states = states;
    }

    /// Asks if it is time, and this replica's turn.
    void run() {
        String state = states.get();
        switch (issuers.askNow(stream.issuer(), interval, state)) {
            case NO -> {}
            case YES -> ask(state);
            case YES_AGAIN -> {
                LOG.warnf(
                        "The verification event that %s was asked for has not come: its events may be lost on the way."
                                + " Look at the stream's status and endpoint there",
                        stream.issuer());
                ask(state);
            }
        }
    }

    private void ask(String state) {
        try {
            URI endpoint = endpoint();
            int status =
                    client.post(
                                    endpoint,
                                    stream.token(),
                                    JsonNodeFactory.instance
                                            .objectNode()
                                            .put("stream_id", stream.streamId())
                                            .put("state", state),
                                    AT_MOST)
                            .status();
            if (status / 100 != 2) {
                throw new IOException("its verification endpoint answers " + status);
            }
            failing = false;
        } catch (IOException e) {
            issuers.askAgain(stream.issuer(), RETRY, interval);
            if (!failing) {
                failing = true;
                LOG.warnf(
                        "Cannot ask %s for a verification event: %s. It is tried every minute; check SSF_VERIFY, and that"
                                + " SSF_VERIFY_INTERVAL is not shorter than the stream's min_verification_interval",
                        stream.issuer(), e.getMessage());
            }
        }
    }

    private URI endpoint() throws IOException {
        TransmitterClient.Answer metadata =
                client.get(Transmitters.metadata(stream.issuer()).location(), AT_MOST);
        if (metadata.status() != 200) {
            throw new IOException("its metadata answers " + metadata.status());
        }
        if (!Metadata.withoutSlash(metadata.body().path("issuer").asText())
                .equals(stream.issuer())) {
            throw new IOException("its metadata names another issuer than SSF_ISSUERS");
        }
        try {
            URI endpoint = URI.create(metadata.body().path("verification_endpoint").asText());
            if (Metadata.isSafe(endpoint)) {
                return endpoint;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new IOException("its metadata has no usable verification_endpoint");
    }
}
