package dev.hostkeysync.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;

/// An OpenID Connect issuer whose sign-in page asks for an e-mail address and whether one is an
/// operator, and believes both.
public final class OidcIssuer implements AutoCloseable {

    /// The group of whoever says that they are an operator.
    public static final String OPERATORS = "hostkey-operators";

    private static final String ISSUER = "local";
    private static final String SIGN_IN_PAGE = "/stack/sign-in.html";

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
                        OAuth2Config.Companion.fromJson(
                                "{\"interactiveLogin\": true, \"loginPagePath\": \"%s\"}"
                                        .formatted(signInPage())));
        try {
            server.start(Ports.loopback(), port);
        } catch (Exception e) {
            // Written in Kotlin, it throws an IOException that it does not declare.
            throw new IllegalStateException("cannot start the OIDC issuer on port " + port, e);
        }
        return new OidcIssuer(server, port);
    }

    /// As a file, which is how the server wants it.
    private static Path signInPage() {
        try (InputStream page =
                Objects.requireNonNull(OidcIssuer.class.getResourceAsStream(SIGN_IN_PAGE))) {
            Path file = Files.createTempFile("sign-in", ".html");
            file.toFile().deleteOnExit();
            Files.write(file, page.readAllBytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the sign-in page down", e);
        }
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
