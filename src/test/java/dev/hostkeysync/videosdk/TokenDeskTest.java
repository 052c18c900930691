package dev.hostkeysync.videosdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.testing.Configs;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

/// No entry, no token.
class TokenDeskTest {

    private static final Caller CALLER = new Caller("portal", Set.of(Scope.VIDEOSDK_SIGN));

    private final TestClock clock = new TestClock("2026-01-01T00:00:30Z");
    private final Jdbi jdbi = TestDatabase.fresh().jdbi();
    private final TokenDesk desk =
            desk(Map.of("VIDEO_SDK_KEY", "key", "VIDEO_SDK_SECRET", "short"));

    @Test
    void writesDownWhoMaySignWhat() throws Exception {
        TokenDesk.Signed signed = desk.sign(order(), CALLER, "192.0.2.1");

        assertThat(signed.expiresAt()).isEqualTo(Instant.parse("2026-01-01T02:00:00Z"));
        assertThat(signed.token().reveal().split("\\.")).hasSize(3);
        assertThat(signed).asString().doesNotContain(signed.token().reveal());
        List<String> entries =
                jdbi.withHandle(tx ->
                        tx.select(
                                        "SELECT actor || ' ' || action || ' ' || source || ' ' || detail FROM audit_entry")
                                .mapTo(String.class)
                                .list());
        assertThat(entries)
                .containsExactly(
                        "portal video-sdk.sign 192.0.2.1 session %s, role 1, until 2026-01-01T02:00:00Z"
                                .formatted("sha256:8fed88d5fdd12ef9"));
    }

    @Test
    void signsNothingThatCannotBeWrittenDown() {
        jdbi.useHandle(tx -> tx.execute("DROP TABLE audit_entry"));

        assertThatThrownBy(() -> desk.sign(order(), CALLER, "192.0.2.1"))
                .isInstanceOf(JdbiException.class);
    }

    @Test
    void saysWhichVariablesAreMissing() {
        assertThatThrownBy(() -> desk(Map.of()).checkOn())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> {
                            assertThat(e.problem().status()).isEqualTo(404);
                            assertThat(e.problem().type())
                                    .hasToString("urn:hostkey-sync:problem/video-sdk-off");
                            assertThat(e.problem().detail())
                                    .contains(
                                            "VIDEO_SDK_KEY and VIDEO_SDK_SECRET are not set. Set both, from the app's credentials in the Zoom App Marketplace, and restart.");
                        });
    }

    private TokenDesk desk(Map<String, String> environment) {
        return new TokenDesk(
                Configs.of(VideoSdkConfig.class, environment),
                jdbi,
                AuditFixture.trail(clock),
                clock);
    }

    private static TokenOrder order() throws Exception {
        return TokenOrder.parse(
                new JsonMapper().readTree("{\"sessionName\":\"Cool Cars\",\"role\":1}"));
    }
}
