package dev.hostkeysync.stack;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;

/// An OpenID Connect issuer whose sign-in page believes every name and every claim that is typed
/// in.
public final class OidcIssuer implements AutoCloseable {

    private static final String ISSUER = "local";

    private final MockOAuth2Server server;
    private final int port;

    private OidcIssuer(MockOAuth2Server server, int port) {
        this.server = server;
        this.port = port;
    }

    public static OidcIssuer start(int port) {
        QuietLogs.apply();
        MockOAuth2Server server =
                new MockOAuth2Server(
                        OAuth2Config.Companion.fromJson("{\"interactiveLogin\": true}"));
        try {
            server.start(Ports.loopback(), port);
        } catch (Exception e) {
            // Written in Kotlin, it throws an IOException that it does not declare.
            throw new IllegalStateException("cannot start the OIDC issuer on port " + port, e);
        }
        return new OidcIssuer(server, port);
    }

    public URI url() {
        // It names itself as it was called, so it must be called as its tokens shall say.
        return URI.create("http://127.0.0.1:%d/%s".formatted(port, ISSUER));
    }

    /// An access token, as a service gets one.
    ///
    /// @param audience who it is meant for
    public String token(String subject, String audience, Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(claims);
        // Asked by nobody over HTTP, it would call itself localhost.
        all.put("iss", url().toString());
        return server.issueToken(ISSUER, subject, audience, all).serialize();
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
