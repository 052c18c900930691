package dev.hostkeysync.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.zoom.auth.Access;
import dev.hostkeysync.zoom.limit.RateClass;
import dev.hostkeysync.zoomsim.Action;
import dev.hostkeysync.zoomsim.Plan;
import dev.hostkeysync.zoomsim.Rule;
import dev.hostkeysync.zoomsim.SecurityShown;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoomAccountOverRestTest {

    private final ZoomApi api = new ZoomApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void asksAnewForAToken() {
        assertThat(((Access.Token) api.account.access()).scopes()).hasSize(11);
        api.set(o -> o.scopes(Set.of("user:update:user:admin")));

        assertThat(((Access.Token) api.account.access()).scopes()).hasSize(11);
        assertThat(((Access.Token) api.account.renewAccess()).scopes())
                .containsExactly("user:update:user:admin");
        assertThat(((Access.Token) api.account.access()).scopes()).hasSize(1);
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
        api.set(o ->
                o.adminChangeUserInfo(adminOnly)
                        .adminOnlyInfo(items.isEmpty() ? Set.of() : Set.of(items.split(","))));

        assertThat(api.account.hostKeyLock()).hasToString(lock);
        assertThat(api.calls()).containsExactly("GET /v2/accounts/me/settings");
        assertThat(api.paced).containsExactly("MEDIUM Live[]");
    }

    @ParameterizedTest
    @CsvSource({
        "WITH_OPTION, Locked[], 2",
        "WITHOUT_OPTION, Locked[], 1",
        "NEVER, CannotTell[reason=Zoom answered 200: the settings show nothing about host keys], 2",
    })
    void asksInEitherWay(SecurityShown shown, String lock, int asked) {
        api.set(o -> o.securityShown(shown));

        assertThat(api.account.hostKeyLock()).hasToString(lock);
        assertThat(api.calls()).hasSize(asked);
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
        api.zoom.misbehave(Rule.always(new Action.Status(200, null, null, node)).path("/v2"));

        assertThat(api.account.hostKeyLock()).hasToString(lock);
    }

    @Test
    void cannotTellWhatZoomDoesNotShow() {
        api.set(o -> o.paidAccount(false));
        assertThat(api.account.hostKeyLock())
                .isEqualTo(
                        new HostKeyLock.CannotTell(
                                "Zoom answered 200/200: only paid accounts have these settings"));

        api.zoom.misbehave(Rule.next(2, Action.Status.ofZoomCode(2001)).path("/v2"));
        assertThat(api.account.hostKeyLock())
                .isEqualTo(new HostKeyLock.CannotTell("Zoom answered 404/2001: no such account"));

        api.zoom.misbehave(Rule.next(1, Action.Status.of(503)).path("/v2"));
        assertThat(api.account.hostKeyLock())
                .isEqualTo(
                        new HostKeyLock.CannotTell("Zoom answered 503/503: not an answer we know"));
    }

    @Test
    void locksHostKeysAndNothingElse() {
        api.set(o -> o.adminChangeUserInfo(false).adminOnlyInfo(Set.of("name")));

        assertThat(api.account.lockHostKeys()).isEqualTo(new LockChange.Locked());

        assertThat(api.zoom.options().adminChangeUserInfo()).isTrue();
        assertThat(api.zoom.options().adminOnlyInfo()).containsExactly("host_key");
    }

    @Test
    void keepsWhatElseIsLocked() {
        api.set(o -> o.adminOnlyInfo(Set.of("name", "sign_in_email")));

        assertThat(api.account.lockHostKeys()).isEqualTo(new LockChange.Locked());

        assertThat(api.zoom.options().adminOnlyInfo())
                .containsExactlyInAnyOrder("name", "sign_in_email", "host_key");
    }

    @Test
    void locksNothingTwice() {
        assertThat(api.account.lockHostKeys()).isEqualTo(new LockChange.Locked());
        assertThat(api.calls()).containsExactly("GET /v2/accounts/me/settings");
    }

    @Test
    void believesOnlyWhatZoomShows() {
        api.set(o -> o.adminChangeUserInfo(false).settingsStick(false));

        assertThat(api.account.lockHostKeys())
                .isEqualTo(
                        new LockChange.Refused(
                                "Zoom accepted the change, and does not show it as made"));
    }

    @Test
    void writesNothingOverWhatItCannotRead() {
        api.set(o -> o.securityShown(SecurityShown.NEVER));

        assertThat(api.account.lockHostKeys()).isInstanceOf(LockChange.Refused.class);
        assertThat(api.calls()).noneMatch(call -> call.startsWith("PATCH"));
    }

    @Test
    void tellsWhyItCannotLock() {
        api.set(o -> o.adminChangeUserInfo(false).scopes(Set.of("account:read:settings:admin")));
        assertThat(api.account.lockHostKeys())
                .isEqualTo(
                        new LockChange.Failed(
                                new ZoomOutcome.AccountRefused(
                                        "Zoom answered 400/4700: the app lacks the scope"
                                                + " account:update:settings:admin")));

        api.zoom.misbehave(Rule.next(1, Action.Status.of(503)).method("GET"));
        assertThat(api.account.lockHostKeys()).isInstanceOf(LockChange.Failed.class);
    }

    @Test
    void seesClockAndLimitsInTheHeaders() {
        assertThat(api.sightings.clockAhead()).isEmpty();
        api.set(o -> o.plan(Plan.PRO).limitHeaders(true));

        HostKeyLock _ = api.account.hostKeyLock();

        assertThat(api.sightings.clockAhead().orElseThrow().abs())
                .isLessThan(Duration.ofMinutes(1));
        assertThat(api.sightings.limits())
                .containsExactly(Map.entry(new ZoomSightings.Limit(RateClass.MEDIUM, false), 20));
    }
}
