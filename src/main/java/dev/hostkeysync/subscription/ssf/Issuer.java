package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.common.PublicUrlConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.UUID;

/// Who we are to receivers: `PUBLIC_URL`, and what lies under it.
@ApplicationScoped
class Issuer {

    static final String WELL_KNOWN = "/.well-known/ssf-configuration";
    static final String JWKS = "/ssf/jwks.json";
    static final String STREAMS = "/ssf/streams";
    static final String STATUS = "/ssf/status";
    static final String VERIFICATION = "/ssf/verification";
    static final String ADD_SUBJECT = "/ssf/subjects/add";
    static final String REMOVE_SUBJECT = "/ssf/subjects/remove";
    static final String POLL = "/ssf/poll";

    private final String base;

    /// Without `PUBLIC_URL` the transmitter is off, see [TransmitterConfig#faults].
    @Inject
    Issuer(PublicUrlConfig publicUrl) {
        this(publicUrl.base(""));
    }

    Issuer(String base) {
        this.base = base;
    }

    /// The claim `iss`, without a slash at its end.
    String name() {
        return base;
    }

    /// @param path one of those above
    String address(String path) {
        return base + path;
    }

    String pollAddress(UUID stream) {
        return base + POLL + "/" + stream;
    }

    /// What SSF 1.0 section 7.2 puts behind the well-known path: the issuer's own path, without its
    /// first slash.
    String path() {
        String path = URI.create(base).getPath();
        return path == null || path.isEmpty() ? "" : path.substring(1);
    }
}
