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
        "NOTHING, RECLAIM, NOTHING, false",
        "NOTHING, REPORT, NOTHING, false",
        "NOTHING, WAKE, NOTHING, false",
        "KEY, RECLAIM, KEY, true",
        "KEY, REPORT, KEY, false",
        "KEY, WAKE, KEY, false",
        "CONCEALED, RECLAIM, CONCEALED, true",
        "CONCEALED, REPORT, CONCEALED, false",
        "CONCEALED, WAKE, CONCEALED, false",
        "GONE, RECLAIM, GONE, false",
        "GONE, REPORT, GONE, false",
        "GONE, WAKE, GONE, false",
    })
    void followsFromWhatWasWantedAndTheAction(
            Wanted now, Action action, Wanted then, boolean freshKey) {
        assertThat(now.after(action)).isEqualTo(new Wanted.Decision(then, freshKey));
    }
}
