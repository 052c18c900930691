package dev.hostkeysync.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.zoom.auth.Access;
import dev.hostkeysync.zoom.auth.AccessTokens;
import dev.hostkeysync.zoom.http.HttpSender;
import dev.hostkeysync.zoom.limit.Priority;
import dev.hostkeysync.zoom.limit.RateClass;
import dev.hostkeysync.zoomsim.Action;
import dev.hostkeysync.zoomsim.Plan;
import dev.hostkeysync.zoomsim.Rule;
import dev.hostkeysync.zoomsim.SecurityShown;
import dev.hostkeysync.zoomsim.SeenRequest;
import dev.hostkeysync.zoomsim.SimulatorOptions;
import dev.hostkeysync.zoomsim.SimulatorOptionsBuilder;
import dev.hostkeysync.zoomsim.UserFields;
import dev.hostkeysync.zoomsim.UserState;
import dev.hostkeysync.zoomsim.ZoomSimulator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Users and account settings as they are wired, against the strict simulator.
class ZoomApiTest {

    private static final Priority LIVE = new Priority.Live();
    private static final Priority BATCH = new Priority.Batch(0.5);
    private static final ZoomUserRef ZOE =
            new ZoomUserRef.ByEmail(new EmailAddress("zoë+1@example.com"));
    private static final NewZoomUser NEW =
            new NewZoomUser(
                    new EmailAddress("new@example.com"),
                    2,
                    Optional.of("Nëw"),
                    Optional.of("One"),
                    Optional.empty());

    private final ZoomSimulator zoom =
            ZoomSimulator.start(0, SimulatorOptions.builder().plan(Plan.UNLIMITED).build());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ZoomSightings sightings = new ZoomSightings(Instant::now);
    private final HttpSender http =
            new HttpSender(Duration.ofSeconds(3), Duration.ofSeconds(10), sightings::saw);
    private final List<String> paced = new ArrayList<>();
    private boolean mayCall = true;
    private final ZoomUsers users;
    private final ZoomAccount account;

    ZoomApiTest() {
        TestZoomConfig there = TestZoomConfig.at(zoom.apiUrl());
        TestZoomConfig config =
                new TestZoomConfig(
                        "sim-account",
                        "sim-client",
                        Secret.of("sim-secret"),
                        there.oauthUrl(),
                        there.apiUrl(),
                        there.plan(),
                        there.budgetShare(),
                        there.budgetOverridePerSecond(),
                        there.requestTimeout(),
                        there.connectTimeout());
        ZoomMetrics metrics = new ZoomMetrics(meters);
        AccessTokens tokens = new ZoomWiring().tokens(config, http, Instant::now, metrics);
        PacedCalls calls =
                new PacedCalls(
                        new ZoomCalls(config, http, tokens, Instant::now, metrics),
                        new PacedCalls.Pacer() {
                            @Override
                            public boolean await(RateClass rateClass, Priority priority) {
                                paced.add(rateClass + " " + priority);
                                return mayCall;
                            }

                            @Override
                            public void hold(RateClass rateClass, Duration time, String reason) {
                                paced.add(rateClass + " held " + time + ": " + reason);
                            }
                        },
                        metrics);
        users = new ZoomUsersOverRest(calls);
        account = new ZoomAccountOverRest(calls, tokens);
    }

    @AfterEach
    void close() {
        http.close();
        zoom.close();
    }

    private void set(UnaryOperator<SimulatorOptionsBuilder> change) {
        zoom.options(now -> change.apply(now.toBuilder()).build());
    }

    private List<String> calls() {
        return zoom.requests().stream()
                .filter(request -> !request.path().startsWith("/oauth"))
                .map(request -> request.method() + " " + request.path() + " " + request.body())
                .map(String::strip)
                .toList();
    }

    private Map<String, Double> counted() {
        return meters.find("hostkeysync.zoom.requests").counters().stream()
                .collect(
                        Collectors.toMap(
                                counter ->
                                        counter.getId().getTag("operation")
                                                + " "
                                                + counter.getId().getTag("outcome"),
                                Counter::count));
    }

    private UserListing.Page page(ZoomUserStatus status, Optional<PageToken> from) {
        return (UserListing.Page) users.list(status, from, BATCH);
    }

    @Test
    void listsUsersPageByPage() {
        IntStream.range(0, 650).forEach(i -> zoom.users().add("user" + i + "@example.com"));
        set(o -> o.leakHostKey(true));

        UserListing.Page first = page(ZoomUserStatus.ACTIVE, Optional.empty());
        UserListing.Page second = page(ZoomUserStatus.ACTIVE, first.next());
        UserListing.Page last = page(ZoomUserStatus.ACTIVE, second.next());

        assertThat(first.users()).hasSize(300);
        assertThat(first.total()).isEqualTo(650);
        assertThat(second.users()).hasSize(300);
        assertThat(last.users()).hasSize(50);
        assertThat(last.next()).isEmpty();
        assertThat(calls()).first().isEqualTo("GET /v2/users?status=active&page_size=300");
        assertThat(paced)
                .containsExactly(
                        "MEDIUM Batch[share=0.5]",
                        "MEDIUM Batch[share=0.5]",
                        "MEDIUM Batch[share=0.5]");
        assertThat(counted())
                .containsOnly(Map.entry("token issued", 1.0), Map.entry("list_users done", 3.0));
    }

    @Test
    void listsUsersOfEachStatus() {
        zoom.users().add("active@example.com");
        zoom.users().add(UserFields.ofEmail("gone@example.com").status(UserState.INACTIVE));
        zoom.users().add(UserFields.ofEmail("new@example.com").status(UserState.PENDING));

        ZoomUser inactive = page(ZoomUserStatus.INACTIVE, Optional.empty()).users().getFirst();
        ZoomUser pending = page(ZoomUserStatus.PENDING, Optional.empty()).users().getFirst();

        assertThat(inactive.email()).contains(new EmailAddress("gone@example.com"));
        assertThat(inactive.status()).isEqualTo(ZoomUserStatus.INACTIVE);
        assertThat(pending.id()).isEmpty();
        assertThat(pending.status()).isEqualTo(ZoomUserStatus.PENDING);
    }

    @Test
    void noticesThatAPageHasExpired() {
        assertThat(users.list(ZoomUserStatus.ACTIVE, Optional.of(new PageToken("a b&c")), BATCH))
                .isInstanceOf(UserListing.PageExpired.class);
        assertThat(counted()).containsEntry("list_users page_expired", 1.0);
        assertThat(calls())
                .containsExactly(
                        "GET /v2/users?status=active&page_size=300&next_page_token=a+b%26c");
    }

    @Test
    void readsAPageOfMegabytes() {
        String name = "x".repeat(20_000);
        IntStream.range(0, 100)
                .forEach(i ->
                        zoom.users()
                                .add(
                                        UserFields.ofEmail("user" + i + "@example.com")
                                                .names(name, "")));

        assertThat(page(ZoomUserStatus.ACTIVE, Optional.empty()).users()).hasSize(100);
    }

    @Test
    void readsOneUser() {
        zoom.users().add(UserFields.ofEmail("zoë+1@example.com").id("KDcu").names("Zoë", "M"));

        UserReading.Found found = (UserReading.Found) users.get(ZOE, LIVE);

        assertThat(found.user().id()).contains(new ZoomUserId("KDcu"));
        assertThat(found.user().firstName()).contains("Zoë");
        assertThat(users.get(new ZoomUserRef.ById(new ZoomUserId("none")), LIVE))
                .isInstanceOf(UserReading.NotThere.class);
        assertThat(paced).containsExactly("LIGHT Live[]", "LIGHT Live[]");
    }

    @Test
    void createsAUserForSingleSignOn() {
        UserCreation.Created created = (UserCreation.Created) users.create(NEW, LIVE);

        assertThat(zoom.users().find("new@example.com").orElseThrow().id())
                .isEqualTo(created.id().value());
        assertThat(calls())
                .containsExactly(
                        "POST /v2/users"
                                + " {\"action\":\"ssoCreate\",\"user_info\":{\"email\":\"new@example.com\",\"type\":2,"
                                + "\"first_name\":\"Nëw\",\"last_name\":\"One\"}}");
        assertThat(users.create(NEW, LIVE)).isInstanceOf(UserCreation.Taken.class);
        set(o -> o.ssoEnabled(false));
        assertThat(users.create(NEW, LIVE))
                .isEqualTo(
                        new UserCreation.Refused(
                                Obstacle.SIGN_ON,
                                "Zoom answered 400/2002: single sign-on is off for the account"));
        assertThat(counted())
                .containsEntry("create_user done", 1.0)
                .containsEntry("create_user taken", 1.0)
                .containsEntry("create_user refused", 1.0);
    }

    @Test
    void changesNamesAndDepartment() {
        zoom.users().add("zoë+1@example.com");

        assertThat(
                        users.update(
                                ZOE,
                                new ZoomUserEdit(
                                        Optional.of("z".repeat(63) + "\uD83D\uDE00"),
                                        Optional.of("Müller"),
                                        Optional.empty(),
                                        Optional.of("Sales")),
                                LIVE))
                .isEqualTo(new UserWriting.Done());

        assertThat(zoom.users().find("zoë+1@example.com").orElseThrow().firstName())
                .isEqualTo("z".repeat(63));
        assertThat(calls()).singleElement().asString().contains("\"dept\":\"Sales\"");
    }

    @Test
    void changesNothingWithoutACall() {
        assertThat(
                        users.update(
                                ZOE,
                                new ZoomUserEdit(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                LIVE))
                .isEqualTo(new UserWriting.Done());
        assertThat(calls()).isEmpty();
    }

    @Test
    void deactivatesAndActivates() {
        zoom.users().add("zoë+1@example.com");

        assertThat(users.setActive(ZOE, false, LIVE)).isEqualTo(new UserWriting.Done());
        assertThat(zoom.users().find("zoë+1@example.com").orElseThrow().status())
                .isEqualTo(UserState.INACTIVE);
        assertThat(users.setActive(ZOE, true, LIVE)).isEqualTo(new UserWriting.Done());
        assertThat(zoom.users().find("zoë+1@example.com").orElseThrow().status())
                .isEqualTo(UserState.ACTIVE);
    }

    @Test
    void removesAUser() {
        zoom.users().add("zoë+1@example.com");
        zoom.users().add("heir@example.com");
        EmailAddress heir = new EmailAddress("heir@example.com");
        UserRemoval removal =
                new UserRemoval.WithHeir(UserRemoval.Way.DELETE, heir, true, true, false);

        assertThat(users.remove(ZOE, removal, LIVE)).isEqualTo(new UserWriting.Done());
        assertThat(users.remove(ZOE, removal, LIVE)).isInstanceOf(UserWriting.NotThere.class);
        assertThat(
                        users.remove(
                                new ZoomUserRef.ByEmail(heir),
                                new UserRemoval.WithoutHeir(UserRemoval.Way.DISASSOCIATE),
                                LIVE))
                .isEqualTo(new UserWriting.Done());

        assertThat(zoom.users().count()).isZero();
        assertThat(calls())
                .first()
                .isEqualTo(
                        "DELETE"
                                + " /v2/users/zo%C3%AB%2B1%40example.com?action=delete&transfer_email=heir%40example.com"
                                + "&transfer_meeting=true&transfer_recording=true&transfer_webinar=false");
        assertThat(calls())
                .last()
                .isEqualTo("DELETE /v2/users/heir%40example.com?action=disassociate");
    }

    @ParameterizedTest
    @CsvSource({
        "none, QPS, PT1S, too many calls",
        "7, QPS, PT7S, too many calls",
        "none, Daily-limit, , the day's calls are used up",
        "iso, Daily-limit, , the day's calls are used up",
        "http-date, Daily-limit, , the day's calls are used up",
    })
    void holdsEverybodyWhereZoomThrottles(
            String retryAfter, String type, Duration pause, String reason) {
        zoom.misbehave(Rule.next(1, new Action.Throttle(retryAfter, type)).path("/v2"));

        UserListing.Failed failed =
                (UserListing.Failed) users.list(ZoomUserStatus.ACTIVE, Optional.empty(), BATCH);

        ZoomOutcome.Throttled throttled = (ZoomOutcome.Throttled) failed.trouble();
        assertThat(throttled.daily()).isEqualTo(type.equals("Daily-limit"));
        assertThat(paced)
                .last()
                .isEqualTo(
                        "MEDIUM held "
                                + (pause == null ? throttled.pause() : pause)
                                + ": Zoom answered 429/429: "
                                + reason);
        // Until the next day, or what is left of this one.
        assertThat(throttled.pause()).isBetween(Duration.ofSeconds(1), Duration.ofDays(1));
        assertThat(counted()).containsEntry("list_users throttled", 1.0);
    }

    @Test
    void makesNoCallWithoutASlot() {
        mayCall = false;

        assertThat(users.get(ZOE, LIVE))
                .isEqualTo(
                        new UserReading.Failed(
                                new ZoomOutcome.Throttled(
                                        Duration.ZERO, false, "no call may be made at this time")));
        assertThat(calls()).isEmpty();
    }

    @Test
    void repeatsOnceWithAnotherToken() {
        zoom.users().add("zoë+1@example.com");
        assertThat(users.get(ZOE, LIVE)).isInstanceOf(UserReading.Found.class);
        zoom.invalidateTokens();

        assertThat(users.get(ZOE, LIVE)).isInstanceOf(UserReading.Found.class);

        assertThat(zoom.requests()).extracting(SeenRequest::status).endsWith(401, 200, 200);
        assertThat(counted()).containsEntry("get_user token_refused", 1.0);
        assertThat(paced).hasSize(3);
    }

    @Test
    void namesTheScopeThatIsMissingAndKeepsTheToken() {
        set(o -> o.scopes(Set.of("user:update:user:admin")));

        assertThat(users.list(ZoomUserStatus.ACTIVE, Optional.empty(), BATCH))
                .isEqualTo(
                        new UserListing.Failed(
                                new ZoomOutcome.AccountRefused(
                                        "Zoom answered 400/4700: the app lacks the scope"
                                                + " user:read:list_users:admin")));
        assertThat(users.get(ZOE, LIVE)).isInstanceOf(UserReading.Failed.class);
        assertThat(zoom.stats().tokensIssued()).isEqualTo(1);
        assertThat(paced).containsExactly("MEDIUM Batch[share=0.5]", "LIGHT Live[]");
    }

    @Test
    void saysWhenAnAnswerIsInDoubt() {
        zoom.users().add("zoë+1@example.com");
        zoom.misbehave(Rule.next(1, new Action.DropAfterApply()).method("DELETE"));

        UserWriting.Failed failed =
                (UserWriting.Failed)
                        users.remove(
                                ZOE, new UserRemoval.WithoutHeir(UserRemoval.Way.DELETE), LIVE);

        assertThat(failed.trouble()).isInstanceOf(ZoomOutcome.Unknown.class);
        assertThat(zoom.users().count()).isZero();
    }

    @Test
    void asksAnewForAToken() {
        assertThat(((Access.Token) account.access()).scopes()).hasSize(8);
        set(o -> o.scopes(Set.of("user:update:user:admin")));

        assertThat(((Access.Token) account.access()).scopes()).hasSize(8);
        assertThat(((Access.Token) account.renewAccess()).scopes())
                .containsExactly("user:update:user:admin");
        assertThat(((Access.Token) account.access()).scopes()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "true, host_key, Locked[]",
        "true, 'host_key,name', Locked[]",
        "true, name, NotLocked[others=[name]]",
        "true, '', NotLocked[others=[]]",
        "false, host_key, NotLocked[others=[]]",
    })
    void tellsWhetherHostKeysAreLocked(boolean adminOnly, String items, String lock) {
        set(o ->
                o.adminChangeUserInfo(adminOnly)
                        .adminOnlyInfo(items.isEmpty() ? Set.of() : Set.of(items.split(","))));

        assertThat(account.hostKeyLock()).hasToString(lock);
        assertThat(calls()).containsExactly("GET /v2/accounts/me/settings");
        assertThat(paced).containsExactly("MEDIUM Live[]");
    }

    @ParameterizedTest
    @CsvSource({
        "WITH_OPTION, Locked[], 2",
        "WITHOUT_OPTION, Locked[], 1",
        "NEVER, CannotTell[reason=Zoom answered 200: the settings show nothing about host keys], 2",
    })
    void asksInEitherWay(SecurityShown shown, String lock, int asked) {
        set(o -> o.securityShown(shown));

        assertThat(account.hostKeyLock()).hasToString(lock);
        assertThat(calls()).hasSize(asked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"security":{"admin_change_user_info":true,"user_modifiable_info_by_admin":["host_key"]}}   | Locked[]
                    {"admin_change_user_info":true,"user_modifiable_info_by_admin":["host_key"]}                | Locked[]
                    {"security":{"admin_change_user_info":"true"}}                                              | CannotTell[reason=Zoom's answer has no true or false for admin_change_user_info]
                    {"security":{"admin_change_user_info":true}}                                                | CannotTell[reason=Zoom's answer has no list user_modifiable_info_by_admin]
                    {"security":{"admin_change_user_info":true,"user_modifiable_info_by_admin":"host_key"}}     | CannotTell[reason=Zoom's answer has no list user_modifiable_info_by_admin]
                    {"security":{"admin_change_user_info":false}}                                               | NotLocked[others=[]]
                    {"security":[]}                                                                             | CannotTell[reason=Zoom answered 200: the settings show nothing about host keys]
                    <html>                                                                                      | CannotTell[reason=Zoom answered 200: the settings show nothing about host keys]
                    """)
    void readsTheSettingsAsTheyAre(String body, String lock) {
        JsonNode node =
                ZoomJson.read(Secret.of(body)).orElseGet(() -> ZoomJson.object().textNode(body));
        zoom.misbehave(Rule.always(new Action.Status(200, null, null, node)).path("/v2"));

        assertThat(account.hostKeyLock()).hasToString(lock);
    }

    @Test
    void cannotTellWhatZoomDoesNotShow() {
        set(o -> o.paidAccount(false));
        assertThat(account.hostKeyLock())
                .isEqualTo(
                        new HostKeyLock.CannotTell(
                                "Zoom answered 200/200: only paid accounts have these settings"));

        zoom.misbehave(Rule.next(2, Action.Status.ofZoomCode(2001)).path("/v2"));
        assertThat(account.hostKeyLock())
                .isEqualTo(new HostKeyLock.CannotTell("Zoom answered 404/2001: no such account"));

        zoom.misbehave(Rule.next(1, Action.Status.of(503)).path("/v2"));
        assertThat(account.hostKeyLock())
                .isEqualTo(
                        new HostKeyLock.CannotTell("Zoom answered 503/503: not an answer we know"));
    }

    @Test
    void locksHostKeysAndNothingElse() {
        set(o -> o.adminChangeUserInfo(false).adminOnlyInfo(Set.of("name")));

        assertThat(account.lockHostKeys()).isEqualTo(new LockChange.Locked());

        assertThat(zoom.options().adminChangeUserInfo()).isTrue();
        assertThat(zoom.options().adminOnlyInfo()).containsExactly("host_key");
    }

    @Test
    void keepsWhatElseIsLocked() {
        set(o -> o.adminOnlyInfo(Set.of("name", "sign_in_email")));

        assertThat(account.lockHostKeys()).isEqualTo(new LockChange.Locked());

        assertThat(zoom.options().adminOnlyInfo())
                .containsExactlyInAnyOrder("name", "sign_in_email", "host_key");
    }

    @Test
    void locksNothingTwice() {
        assertThat(account.lockHostKeys()).isEqualTo(new LockChange.Locked());
        assertThat(calls()).containsExactly("GET /v2/accounts/me/settings");
    }

    @Test
    void believesOnlyWhatZoomShows() {
        set(o -> o.adminChangeUserInfo(false).settingsStick(false));

        assertThat(account.lockHostKeys())
                .isEqualTo(
                        new LockChange.Refused(
                                "Zoom accepted the change, and does not show it as made"));
    }

    @Test
    void writesNothingOverWhatItCannotRead() {
        set(o -> o.securityShown(SecurityShown.NEVER));

        assertThat(account.lockHostKeys()).isInstanceOf(LockChange.Refused.class);
        assertThat(calls()).noneMatch(call -> call.startsWith("PATCH"));
    }

    @Test
    void tellsWhyItCannotLock() {
        set(o -> o.adminChangeUserInfo(false).scopes(Set.of("account:read:settings:admin")));
        assertThat(account.lockHostKeys())
                .isEqualTo(
                        new LockChange.Failed(
                                new ZoomOutcome.AccountRefused(
                                        "Zoom answered 400/4700: the app lacks the scope"
                                                + " account:update:settings:admin")));

        zoom.misbehave(Rule.next(1, Action.Status.of(503)).method("GET"));
        assertThat(account.lockHostKeys()).isInstanceOf(LockChange.Failed.class);
    }

    @Test
    void seesClockAndLimitsInTheHeaders() {
        assertThat(sightings.clockAhead()).isEmpty();
        set(o -> o.plan(Plan.PRO).limitHeaders(true));

        HostKeyLock _ = account.hostKeyLock();

        assertThat(sightings.clockAhead().orElseThrow().abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(sightings.limits())
                .containsExactly(Map.entry(new ZoomSightings.Limit(RateClass.MEDIUM, false), 20));
    }
}
