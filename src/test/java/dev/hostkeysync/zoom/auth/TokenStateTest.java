package dev.hostkeysync.zoom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.zoom.auth.Access.Token;
import dev.hostkeysync.zoom.auth.TokenState.Live;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenStateTest {

    private static final Instant ASKED = Instant.parse("2026-03-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT1H,    10:48:00", // 80 %
        "PT25M,   10:20:00", // 80 % = five minutes before
        "PT20M,   10:15:00", // five minutes before
        "PT10M,   10:05:00",
        "PT4M,    10:02:00", // half, where five minutes before would be at once
    })
    void isDueAheadOfItsEnd(Duration life, String due) {
        Live live = Live.of(new Token(Secret.of("a"), life, Set.of()), ASKED);

        assertThat(live.refreshAt()).isEqualTo("2026-03-01T" + due + "Z");
        assertThat(live.expiresAt()).isEqualTo(ASKED.plus(life));
    }
}
