package dev.hostkeysync.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.common.ProblemException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestKeyTest {

    private static final Caller ROOMS = new Caller("rooms", Set.of());

    private static RequestKey key(String header, Caller caller, String body) {
        return RequestKey.of(Optional.of(header), caller, Office.json(body)).orElseThrow();
    }

    @Test
    void isTheSameWhateverTheOrderOfMembersAndTheBlanks() {
        assertThat(key("k", ROOMS, "{\"a\":1,\"b\":{\"c\":2,\"d\":[1,2]}}"))
                .isEqualTo(key("k", ROOMS, "{ \"b\": {\"d\":[1,2],\"c\":2}, \"a\":1 }"));
    }

    @Test
    void differsByCallerKeyAndBody() {
        RequestKey key = key("k", ROOMS, "{\"a\":1}");

        assertThat(key("k", new Caller("others", Set.of()), "{\"a\":1}").hash())
                .isNotEqualTo(key.hash());
        assertThat(key("l", ROOMS, "{\"a\":1}").hash()).isNotEqualTo(key.hash());
        assertThat(key("k", ROOMS, "{\"a\":2}").hash()).isEqualTo(key.hash());
        assertThat(key("k", ROOMS, "{\"a\":2}").body()).isNotEqualTo(key.body());
        assertThat(key).asString().isEqualTo("RequestKey[redacted]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ké", "a\tb"})
    void refusesWhatCannotBeAKey(String header) {
        assertThatThrownBy(() -> key(header, ROOMS, "{}")).isInstanceOf(ProblemException.class);
    }

    @Test
    void isAtMost255Characters() {
        assertThat(key("k".repeat(255), ROOMS, "{}").hash()).hasSize(32);
        assertThatThrownBy(() -> key("k".repeat(256), ROOMS, "{}"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void isNotNeeded() {
        assertThat(RequestKey.of(Optional.empty(), ROOMS, Office.json("{}"))).isEmpty();
    }
}
