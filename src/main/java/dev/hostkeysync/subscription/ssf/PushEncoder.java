package dev.hostkeysync.subscription.ssf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.subscription.Encoder;
import dev.hostkeysync.subscription.Event;
import dev.hostkeysync.subscription.Kind;
import dev.hostkeysync.subscription.Message;
import dev.hostkeysync.subscription.Receiver;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// RFC 8935: a SET for each POST.
@ApplicationScoped
class PushEncoder implements Encoder {

    private static final JsonMapper JSON = new JsonMapper();

    private final StreamTokens tokens;
    private final boolean on;

    PushEncoder(StreamTokens tokens, TransmitterConfig config) {
        this.tokens = tokens;
        this.on = config.transmitter();
    }

    @Override
    public Kind kind() {
        return Kind.SSF_PUSH;
    }

    /// A stream of a transmitter that is off is not disabled: another replica may have it on, as
    /// while the setting is changed.
    @Override
    public boolean isOn() {
        return on;
    }

    @Override
    public Optional<Message> encode(Receiver receiver, Event event, Instant now) {
        return tokens.token(receiver.subscription(), event)
                .map(token -> {
                    Map<String, String> headers = new HashMap<>();
                    headers.put("Content-Type", "application/secevent+jwt");
                    headers.put("Accept", "application/json");
                    receiver.secrets().stream()
                            .findFirst()
                            .ifPresent(secret -> headers.put("Authorization", secret.reveal()));
                    return new Message(headers, token.getBytes(StandardCharsets.US_ASCII));
                });
    }

    /// RFC 8935 section 2.3: 400 with `err` says that the SET itself is at fault.
    @Override
    public Optional<String> refusal(int status, String body) {
        if (status != 400) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readTree(body).path("err").textValue())
                    .map(SetError::of)
                    .filter(SetError::isFinal)
                    .map(SetError::reason);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }
}
