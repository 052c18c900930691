package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedTest {

    @ParameterizedTest
    @CsvSource({
        // now, action, wanted then, fresh key
        "NOTHING, ISSUE, KEY, true",
        "NOTHING, ROTATE, NOTHING, false",
        "NOTHING, CONCEAL, NOTHING, false",
        "NOTHING, REVOKE, GONE, false",
        "NOTHING, IGNORE, NOTHING, false",
        "KEY, ISSUE, KEY, false",
        "KEY, ROTATE, KEY, true",
        "KEY, CONCEAL, CONCEALED, true",
        "KEY, REVOKE, GONE, true",
        "KEY, IGNORE, KEY, false",
        "CONCEALED, ISSUE, KEY, true",
        "CONCEALED, ROTATE, CONCEALED, false",
        "CONCEALED, CONCEAL, CONCEALED, false",
        "CONCEALED, REVOKE, GONE, false",
        "CONCEALED, IGNORE, CONCEALED, false",
        "GONE, ISSUE, KEY, true",
        "GONE, ROTATE, GONE, false",
        "GONE, CONCEAL, GONE, false",
        "GONE, REVOKE, GONE, false",
        "GONE, IGNORE, GONE, false",
    })
    void followsFromWhatWasWantedAndTheAction(
            Wanted now, Action action, Wanted then, boolean freshKey) {
        assertThat(now.after(action)).isEqualTo(new Wanted.Decision(then, freshKey));
    }
}
