package dev.hostkeysync.videosdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Hands tokens out and writes down that it did: no entry, no token.
@ApplicationScoped
class TokenDesk {

    /// @param expiresAt when it ends, to the second
    record Signed(Secret token, Instant expiresAt) {}

    private record Credentials(String key, TokenSigner signer) {}

    private final Optional<Credentials> credentials;
    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final InstantSource clock;

    TokenDesk(VideoSdkConfig config, Jdbi jdbi, AuditTrail audit, InstantSource clock) {
        this.credentials =
                config.key()
                        .flatMap(key ->
                                config.secret()
                                        .map(secret ->
                                                new Credentials(key, new TokenSigner(secret))));
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
    }

    /// @throws dev.hostkeysync.common.ProblemException 404, when there are no credentials
    void checkOn() {
        Credentials _ = credentials.orElseThrow(() -> off().toException());
    }

    /// @param source the address the request came from
    Signed sign(TokenOrder order, Caller caller, String source) {
        Credentials app = credentials.orElseThrow(() -> off().toException());
        Claims claims = Claims.of(order, app.key(), clock.instant());
        Secret token = app.signer().sign(claims.inOrder());
        jdbi.useTransaction(tx ->
                audit.record(
                        tx,
                        caller.actor(),
                        "video-sdk.sign",
                        source,
                        "session %s, role %d, until %s"
                                .formatted(
                                        nameHash(order.sessionName()),
                                        order.role(),
                                        claims.expiresAt())));
        return new Signed(token, claims.expiresAt());
    }

    private static Problem off() {
        return Problem.of("video-sdk-off", 404, "Video SDK tokens are switched off")
                .detail(
                        "VIDEO_SDK_KEY and VIDEO_SDK_SECRET are not set. Set both, from the app's credentials in the Zoom App Marketplace, and restart.");
    }

    /// A name may tell whom somebody meets, so the trail has its hash only: enough to find the
    /// entries of a session whose name one knows.
    static String nameHash(String sessionName) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(sessionName.toLowerCase(Locale.ROOT).getBytes(UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
