package dev.hostkeysync.webhook.zoom;

import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.directory.Heard;
import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.testing.Configs;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.webhook.Notice;
import dev.hostkeysync.webhook.Outcome;
import dev.hostkeysync.webhook.WebhookCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The endpoint without HTTP and without a database: what it would have taken is remembered.
final class ZoomDoor implements KnownUsers {

    static final String SECRET = "test-webhook-secret-token";
    static final String ZOOM_ID = "KDcuGIm1QgePTO8WbOqwIQ";
    static final HostKeyDigits OURS = HostKeyDigits.of("271828");

    /// An answer as Zoom sees it.
    ///
    /// @param body of a 2xx the entity, otherwise the problem's type
    record Answered(int status, String body) {}

    final List<Notice> notices = new ArrayList<>();
    final TestClock clock = new TestClock("2026-01-01T00:20:00Z");
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ZoomWebhookResource resource;

    /// Whom the directory knows; empty for nobody.
    Optional<DirectoryUser> zoe = Optional.of(user(Optional.of(ZOOM_ID)));

    /// Before anything is looked up or taken.
    Runnable trouble = () -> {};

    ZoomDoor(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>();
        all.put("ZOOM_WEBHOOK_SECRETS", "another-secret, " + SECRET);
        all.put("ZOOM_ACCOUNT_ID", "AAAABBBBCCCC");
        all.putAll(environment);
        ZoomWebhookConfig config = Configs.of(ZoomWebhookConfig.class, all);
        WebhookCounter counter = new WebhookCounter(metrics);
        resource =
                new ZoomWebhookResource(
                        config, new UserEvents(this::take, this, counter, config), clock, counter);
    }

    ZoomDoor() {
        this(Map.of());
    }

    static DirectoryUser user(Optional<String> zoomId) {
        Instant then = Instant.parse("2025-01-01T00:00:00Z");
        return new DirectoryUser(
                new UserId(FixedIds.number(7)),
                new Profile(
                        "zoe@example.com",
                        Optional.empty(),
                        Optional.of(new EmailAddress("zoe@example.com")),
                        Optional.empty(),
                        true,
                        "{}"),
                zoomId.map(ZoomUserId::new),
                true,
                true,
                UserStatus.ACTIVE,
                3,
                then,
                then,
                Heard.NOTHING);
    }

    /// As Zoom sends it, now.
    Answered send(String body) {
        return send(body, "request-1");
    }

    Answered send(String body, String requestId) {
        return send(body.getBytes(StandardCharsets.UTF_8), requestId);
    }

    Answered send(byte[] body, @Nullable String requestId) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        return receive(body, timestamp, signature(timestamp, body), requestId);
    }

    Answered receive(
            byte @Nullable [] body,
            @Nullable String timestamp,
            @Nullable String signature,
            @Nullable String requestId) {
        try (Response response = resource.receive(body, timestamp, signature, requestId)) {
            return new Answered(response.getStatus(), Objects.toString(response.getEntity(), ""));
        } catch (ProblemException e) {
            Problem problem = e.problem();
            return new Answered(problem.status(), problem.type().toString().replaceAll(".*/", ""));
        }
    }

    static String signature(String timestamp, byte[] body) {
        byte[] prefix = ("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8);
        return "v0=" + ZoomSignature.hmac(Secret.of(SECRET), prefix, body);
    }

    /// How often it was counted so.
    long counted(Outcome outcome) {
        return (long)
                metrics.counter(
                                "hostkeysync_webhooks_total",
                                "source",
                                "zoom",
                                "outcome",
                                outcome.label())
                        .count();
    }

    /// What was taken, one line each: report, Zoom's id, address, time.
    List<String> taken() {
        return notices.stream()
                .map(notice -> {
                    UserReference user = notice.report().user();
                    return "%s %s %s at %s"
                            .formatted(
                                    notice.report().getClass().getSimpleName(),
                                    user.zoomUserId().map(ZoomUserId::value).orElse("-"),
                                    user.email().map(EmailAddress::value).orElse("-"),
                                    notice.occurredAt());
                })
                .toList();
    }

    private Outcome take(Notice notice) {
        trouble.run();
        notices.add(notice);
        return Outcome.CHANGED;
    }

    @Override
    public Optional<DirectoryUser> at(ZoomUser user) {
        trouble.run();
        return zoe.filter(one ->
                one.zoomUserId().isPresent()
                        ? one.zoomUserId().equals(user.id())
                        : user.emails().contains(one.profile().email().orElseThrow()));
    }

    @Override
    public boolean anybody(ZoomUser user) {
        return zoe.isPresent();
    }

    @Override
    public boolean isDrift(UserId user, ReportedHostKey key, Instant at) {
        return !key.digits().equals(Optional.of(OURS));
    }
}
