package dev.hostkeysync.webhook.zoom;

import dev.hostkeysync.common.Secret;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// By what an event is known again: Zoom's id of the request, which a repetition keeps; the
/// signature, so that a request that was overheard is not taken under another id; and the body,
/// since several subscriptions of an app send the same event under different ids.
///
/// All of them are keyed or drawn by Zoom. NB: a plain hash of a body with a host key in it would
/// give the key away: there are only a million.
final class EventIds {

    private EventIds() {}

    /// @param signer the secret that signed it
    /// @param requestId `x-zm-request-id`; not covered by the signature
    /// @param signature `x-zm-signature`, proved
    static List<String> of(
            Secret signer, @Nullable String requestId, String signature, byte[] body) {
        List<String> ids = new ArrayList<>(3);
        if (requestId != null && requestId.matches("[!-~]{1,128}")) {
            ids.add("request:" + requestId);
        }
        ids.add("signature:" + signature);
        ids.add("body:" + ZoomSignature.ofBody(signer, body));
        return ids;
    }
}
