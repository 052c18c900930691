package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.subscription.Deliveries;
import java.util.List;

/// URIs of the events that we send.
final class EventTypes {

    /// CAEP 1.0 section 3.3.
    static final String CREDENTIAL_CHANGE =
            "https://schemas.openid.net/secevent/caep/event-type/credential-change";

    /// SSF 1.0 section 8.1.4.1.
    static final String VERIFICATION =
            "https://schemas.openid.net/secevent/ssf/event-type/verification";

    /// SSF 1.0 section 8.1.5.
    static final String STREAM_UPDATED = Deliveries.STREAM_UPDATED;

    /// What a receiver can ask for; the other two come with every stream.
    static final List<String> SUPPORTED = List.of(CREDENTIAL_CHANGE);

    private EventTypes() {}
}
