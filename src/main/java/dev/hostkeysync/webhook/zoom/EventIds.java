package dev.hostkeysync.webhook.zoom;

import dev.hostkeysync.common.Secret;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// By what an event is known again: Zoom's id of the request, which a repetition keeps; and the
/// body, since several subscriptions of an app send the same event under different ids, and since a
/// request that was overheard may be sent again under another one, which the signature does not
/// cover.
///
/// NB: a plain hash of a body with a host key in it would give the key away: there are only a
/// million.
final class EventIds {

    private EventIds() {}

    /// @param signer the secret that signed it
    /// @param requestId `x-zm-request-id`
    static List<String> of(Secret signer, @Nullable String requestId, byte[] body) {
        return Stream.concat(
                        Stream.ofNullable(requestId)
                                .filter(id -> id.matches("[!-~]{1,128}"))
                                .map(id -> "request:" + id),
                        Stream.of("body:" + ZoomSignature.ofBody(signer, body)))
                .toList();
    }
}
