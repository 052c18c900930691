package dev.hostkeysync.webhook.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.directory.DirectoryFixture;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.hostkey.HostKeyFixture;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.hostkey.OpenRequest;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.outbox.OutboxFixture;
import dev.hostkeysync.testing.Configs;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.testing.TestDatabase;
import dev.hostkeysync.webhook.Inbox;
import dev.hostkeysync.webhook.Outcome;
import dev.hostkeysync.webhook.WebhookCounter;
import dev.hostkeysync.zoomsim.SimulatedUser;
import dev.hostkeysync.zoomsim.UserFields;
import dev.hostkeysync.zoomsim.UserState;
import dev.hostkeysync.zoomsim.ZoomWebhook;
import dev.hostkeysync.zoomsim.ZoomWebhooks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Zoom's events on their way into a real directory.
class ZoomToDirectoryTest {

    private static final Secret SIGNER = Secret.of("a-secret-token-of-a-test");
    private static final String ZOOM_ID = "KDcuGIm1QgePTO8WbOqwIQ";

    private final TestClock clock = new TestClock("2026-11-22T10:15:30Z");
    private final Jdbi jdbi = TestDatabase.fresh().jdbi();
    private final DirectoryFixture directory = new DirectoryFixture(jdbi, new FixedIds(), clock);
    private final HostKeyLedger ledger = HostKeyFixture.ledger(clock);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ZoomWebhooks webhooks = ZoomWebhooks.byTheApp("AAAABBBBCCCC", clock);
    private UserEvents events = events(Map.of());
    private int requests;

    @Test
    void makesAKeyOfSomebodyElsesADriftOnce() {
        UserId zoe = withKey();
        clock.pass(Duration.ofMinutes(10));
        ZoomWebhook changed = webhooks.by(atZoom()).userUpdated(atZoom(), "4071936285", null);

        send(changed);
        send(changed);

        assertThat(told(zoe))
                .containsExactly(
                        "dev.hostkeysync.user.created.v1",
                        "dev.hostkeysync.user.host-key-drifted.v1");
        assertThat(counted(Outcome.CHANGED)).isEqualTo(1);
        assertThat(counted(Outcome.DUPLICATE)).isEqualTo(1);
        assertThat(OutboxFixture.values(jdbi).toString()).doesNotContain("4071936285");
        assertThat(everythingStored()).doesNotContain("4071936285");
    }

    @Test
    void makesNothingOfAKeyOfOurs() {
        UserId zoe = withKey();
        clock.pass(Duration.ofMinutes(10));

        send(webhooks.by(atZoom()).userUpdated(atZoom(), digits(zoe).reveal(), null));

        assertThat(told(zoe)).containsExactly("dev.hostkeysync.user.created.v1");
        assertThat(counted(Outcome.IGNORED)).isEqualTo(1);
    }

    @Test
    void makesNothingOfADriftThatIsOlderThanTheKey() {
        UserId zoe = withKey();
        clock.pass(Duration.ofMinutes(1));
        ZoomWebhook changed = webhooks.by(atZoom()).userUpdated(atZoom(), "4071936285", null);
        clock.pass(Duration.ofMinutes(1));
        activate(zoe);
        clock.pass(Duration.ofMinutes(80));

        send(changed);

        assertThat(told(zoe)).containsExactly("dev.hostkeysync.user.created.v1");
    }

    @Test
    void tellsOfADriftOfAUserWhoIsSwitchedOff() {
        UserId zoe = withKey();
        var _ =
                directory.changed(
                        new UserChange.Edit(
                                zoe, java.util.OptionalLong.empty(), _ -> profile(false)));
        clock.pass(Duration.ofMinutes(10));

        send(webhooks.by(atZoom()).userUpdated(atZoom(), "4071936285", null));

        assertThat(told(zoe)).last().isEqualTo("dev.hostkeysync.user.host-key-drifted.v1");
    }

    @ParameterizedTest
    @CsvSource({
        "user.created, ACTIVE, zoom-ready",
        "user.invitation_accepted, ACTIVE, zoom-ready",
        "user.activated, ACTIVE, zoom-ready",
        "user.deactivated, DEACTIVATED, deactivated",
        "user.deleted, TRANSFERRED, transferred",
        "user.disassociated, TRANSFERRED, transferred",
    })
    void saysWhereAKnownUserStands(String event, UserStatus status, String told) {
        UserId zoe = known();
        clock.pass(Duration.ofSeconds(1));

        send(named(event));

        assertThat(user(zoe).status()).isEqualTo(status);
        assertThat(told(zoe)).last().isEqualTo("dev.hostkeysync.user.%s.v1".formatted(told));
    }

    @Test
    void linksAUserWhoSignsIn() {
        UserId zoe = known();
        clock.pass(Duration.ofSeconds(1));

        send(webhooks.signedIn(atZoom()));
        clock.pass(Duration.ofSeconds(1));
        send(webhooks.signedIn(atZoom()));

        assertThat(user(zoe).zoomUserId()).contains(new ZoomUserId(ZOOM_ID));
        assertThat(counted(Outcome.CHANGED)).isEqualTo(1);
        assertThat(counted(Outcome.IGNORED)).isEqualTo(1);
    }

    @Test
    void countsStrangers() {
        send(webhooks.userCreated(atZoom(), "ssoCreate"));

        assertThat(counted(Outcome.UNKNOWN_USER)).isEqualTo(1);
        assertThat(directory.reader().byUserName("zoe@example.com")).isEmpty();
    }

    @Test
    void adoptsStrangersWhenAsked() {
        events = events(Map.of("ZOOM_WEBHOOK_ADOPT", "true"));

        send(webhooks.userCreated(atZoom(), "create"));
        clock.pass(Duration.ofSeconds(1));
        send(webhooks.invitationAccepted(atZoom()));

        DirectoryUser zoe = directory.reader().byUserName("zoe@example.com").orElseThrow();
        assertThat(zoe.status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(zoe.zoomUserId()).contains(new ZoomUserId(ZOOM_ID));
        assertThat(zoe.profile().displayName()).contains("Zoë Müller");
        assertThat(told(zoe.id())).first().isEqualTo("dev.hostkeysync.user.created.v1");
        assertThat(told(zoe.id())).last().isEqualTo("dev.hostkeysync.user.zoom-ready.v1");
    }

    @ParameterizedTest
    @CsvSource({"user.created", "user.invitation_accepted", "user.activated"})
    void linksWhomItAdoptsToTheirZoomId(String event) {
        events = events(Map.of("ZOOM_WEBHOOK_ADOPT", "true"));

        send(named(event));
        send(named(event));

        DirectoryUser zoe = directory.reader().byUserName("zoe@example.com").orElseThrow();
        assertThat(zoe.zoomUserId()).contains(new ZoomUserId(ZOOM_ID));
        assertThat(told(zoe.id()))
                .containsExactly(
                        "dev.hostkeysync.user.created.v1", "dev.hostkeysync.user.zoom-ready.v1");
        assertThat(counted(Outcome.CHANGED)).isEqualTo(2);
        assertThat(counted(Outcome.DUPLICATE)).isEqualTo(1);
    }

    private UserEvents events(Map<String, String> environment) {
        WebhookCounter counter = new WebhookCounter(metrics);
        return new UserEvents(
                new Inbox(jdbi, directory.directory(), counter),
                new DirectoryUsers(jdbi, directory.reader(), ledger),
                counter,
                Configs.of(ZoomWebhookConfig.class, environment));
    }

    private void send(ZoomWebhook webhook) {
        byte[] body = webhook.body().getBytes(StandardCharsets.UTF_8);
        requests++;
        events.take(
                (dev.hostkeysync.webhook.zoom.ZoomWebhook.UserEvent)
                        dev.hostkeysync.webhook.zoom.ZoomWebhook.parse(body),
                EventIds.of(SIGNER, "request-" + requests, body),
                clock.instant());
    }

    private ZoomWebhook named(String event) {
        return switch (event) {
            case "user.created" -> webhooks.userCreated(atZoom(), "ssoCreate");
            case "user.invitation_accepted" -> webhooks.invitationAccepted(atZoom());
            case "user.activated" -> webhooks.userActivated(atZoom());
            case "user.deactivated" -> webhooks.userDeactivated(atZoom());
            case "user.deleted" -> webhooks.userDeleted(atZoom());
            default -> webhooks.userDisassociated(atZoom());
        };
    }

    private UserId known() {
        return directory
                .changed(new UserChange.Create(profile(true)))
                .getFirst()
                .envelope()
                .userId();
    }

    private UserId withKey() {
        UserId zoe = known();
        activate(zoe);
        return zoe;
    }

    private void activate(UserId user) {
        HostKey.Pending pending =
                jdbi.inTransaction(tx -> ledger.open(tx, List.of(new OpenRequest(user, false))))
                        .values()
                        .iterator()
                        .next()
                        .pending();
        var _ = jdbi.inTransaction(tx -> ledger.activate(tx, user, pending.version()));
    }

    private HostKeyDigits digits(UserId user) {
        return ledger.digitsOf(
                jdbi.withHandle(tx -> ledger.current(tx, user))
                        .orElseThrow()
                        .active()
                        .orElseThrow());
    }

    private DirectoryUser user(UserId id) {
        return directory.reader().byId(id).orElseThrow();
    }

    private List<String> told(UserId user) {
        return OutboxFixture.lines(jdbi).stream()
                .filter(line -> line.endsWith(user.toString()))
                .map(line -> line.split(" ")[1])
                .toList();
    }

    private String everythingStored() {
        return jdbi.withHandle(db ->
                db.select("SELECT e::text FROM webhook_event e")
                                .mapTo(String.class)
                                .list()
                                .toString()
                        + db.select("SELECT f::text FROM user_fact f").mapTo(String.class).list());
    }

    private long counted(Outcome outcome) {
        return (long)
                metrics.counter(
                                "hostkeysync_webhooks_total",
                                "source",
                                "zoom",
                                "outcome",
                                outcome.label())
                        .count();
    }

    private SimulatedUser atZoom() {
        return new SimulatedUser(
                ZOOM_ID,
                "zoe@example.com",
                UserFields.LICENSED,
                UserState.ACTIVE,
                "Zoë",
                "Müller",
                clock.instant(),
                List.of());
    }

    private static Profile profile(boolean active) {
        return new Profile(
                "zoe@example.com",
                Optional.empty(),
                Optional.of(new EmailAddress("zoe@example.com")),
                Optional.empty(),
                active,
                "{}");
    }
}
