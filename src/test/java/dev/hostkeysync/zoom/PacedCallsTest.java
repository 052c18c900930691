package dev.hostkeysync.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.zoom.limit.Priority;
import dev.hostkeysync.zoomsim.Action;
import dev.hostkeysync.zoomsim.Rule;
import dev.hostkeysync.zoomsim.SeenRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacedCallsTest {

    private static final Priority LIVE = new Priority.Live();
    private static final Priority BATCH = new Priority.Batch(0.5);
    private static final ZoomUserRef ZOE =
            new ZoomUserRef.ByEmail(new EmailAddress("zoë+1@example.com"));

    private final ZoomApi api = new ZoomApi();

    @AfterEach
    void close() {
        api.close();
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
        api.zoom.misbehave(Rule.next(1, new Action.Throttle(retryAfter, type)).path("/v2"));

        UserListing.Failed failed =
                (UserListing.Failed) api.users.list(ZoomUserStatus.ACTIVE, Optional.empty(), BATCH);

        ZoomOutcome.Throttled throttled = (ZoomOutcome.Throttled) failed.trouble();
        assertThat(throttled.daily()).isEqualTo(type.equals("Daily-limit"));
        assertThat(api.paced)
                .last()
                .isEqualTo(
                        "MEDIUM held "
                                + (pause == null ? throttled.pause() : pause)
                                + ": Zoom answered 429/429: "
                                + reason);
        // Until the next day, or what is left of this one.
        assertThat(throttled.pause()).isBetween(Duration.ofSeconds(1), Duration.ofDays(1));
        assertThat(api.counted()).containsEntry("list_users throttled", 1.0);
    }

    @Test
    void makesNoCallWithoutASlot() {
        api.mayCall = false;

        assertThat(api.users.get(ZOE, LIVE))
                .isEqualTo(
                        new UserReading.Failed(
                                new ZoomOutcome.Throttled(
                                        Duration.ZERO, false, "no call may be made at this time")));
        assertThat(api.calls()).isEmpty();
    }

    @Test
    void repeatsOnceWithAnotherToken() {
        api.zoom.users().add("zoë+1@example.com");
        assertThat(api.users.get(ZOE, LIVE)).isInstanceOf(UserReading.Found.class);
        api.zoom.invalidateTokens();

        assertThat(api.users.get(ZOE, LIVE)).isInstanceOf(UserReading.Found.class);

        assertThat(api.zoom.requests()).extracting(SeenRequest::status).endsWith(401, 200, 200);
        assertThat(api.counted()).containsEntry("get_user token_refused", 1.0);
        assertThat(api.paced).hasSize(3);
    }

    @Test
    void namesTheScopeThatIsMissingAndKeepsTheToken() {
        api.set(o -> o.scopes(Set.of("user:update:user:admin")));

        assertThat(api.users.list(ZoomUserStatus.ACTIVE, Optional.empty(), BATCH))
                .isEqualTo(
                        new UserListing.Failed(
                                new ZoomOutcome.AccountRefused(
                                        "Zoom answered 400/4700: the app lacks the scope"
                                                + " user:read:list_users:admin")));
        assertThat(api.users.get(ZOE, LIVE)).isInstanceOf(UserReading.Failed.class);
        assertThat(api.zoom.stats().tokensIssued()).isEqualTo(1);
        assertThat(api.paced).containsExactly("MEDIUM Batch[share=0.5]", "LIGHT Live[]");
    }

    @Test
    void saysWhenAnAnswerIsInDoubt() {
        api.zoom.users().add("zoë+1@example.com");
        api.zoom.misbehave(Rule.next(1, new Action.DropAfterApply()).method("DELETE"));

        UserWriting.Failed failed =
                (UserWriting.Failed)
                        api.users.remove(
                                ZOE, new UserRemoval.WithoutHeir(UserRemoval.Way.DELETE), LIVE);

        assertThat(failed.trouble()).isInstanceOf(ZoomOutcome.Unknown.class);
        assertThat(api.zoom.users().count()).isZero();
    }
}
