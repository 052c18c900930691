package dev.hostkeysync.zoom.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Zoom answered 429: too many calls                        | THROTTLED
                    Zoom answered 429/4001: too many calls                   | THROTTLED
                    Zoom answered 429/429: the day's calls are used up       | ZOOM_DAY_USED
                    our share of Zoom's calls of the day is used up          | OUR_DAY_USED
                    the share of batch work in the day's calls is used up    | OUR_DAY_USED
                    Zoom answered 401/124: a fresh access token is refused too | REFUSED
                    Zoom answered 400/4711: the app lacks the scope user:update:user:admin | REFUSED
                    """)
    void isOfOneOfFewKinds(String reason, HoldCause cause) {
        assertThat(new Hold(Duration.ofSeconds(1), reason).cause()).isEqualTo(cause);
    }
}
