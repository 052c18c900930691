package dev.hostkeysync.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @Test
    void readsWhatIsRight() {
        Fields fields = fields("{\"a\":\"x\",\"n\":7,\"t\":true,\"none\":null}");

        assertThat(fields.text("a")).contains("x");
        assertThat(fields.textOrDigits("n")).contains("7");
        assertThat(fields.whole("n", 0, 7)).isEqualTo(OptionalInt.of(7));
        assertThat(fields.flag("t", false)).isTrue();
        assertThat(fields.flag("none", true)).isTrue();
        assertThat(fields.text("none")).isEmpty();
        assertThat(fields.has("none")).isFalse();
        assertThat(fields.problem()).isEmpty();
    }

    @Test
    void tellsEveryFaultAtOnceWithoutTheValue() {
        Fields fields = fields("{\"a\":482093,\"n\":\"482093\",\"t\":\"482093\",\"x/~y\":482093}");
        var _ = fields.text("a");
        var _ = fields.whole("n", 0, 7);
        var _ = fields.flag("t", false);

        Problem problem = fields.problem().orElseThrow();

        assertThat(new String(new ProblemBody().write(problem), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        {"type":"urn:hostkey-sync:problem/bad-request","title":"The request cannot be understood","status":400,\
                        "detail":"x/~y is not known here; possible are a, n, none, t; a must be text in quotes;\
                         n must be a whole number from 0 to 7; t must be true or false",\
                        "errors":[{"pointer":"#/x~1~0y","detail":"x/~y is not known here; possible are a, n, none, t"},\
                        {"pointer":"#/a","detail":"a must be text in quotes"},\
                        {"pointer":"#/n","detail":"n must be a whole number from 0 to 7"},\
                        {"pointer":"#/t","detail":"t must be true or false"}]}\
                        """);
        assertThatThrownBy(fields::check).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "8", "7.0", "1e0", "99999999999", "[7]", "true"})
    void aWholeNumberIsOneWithinItsLimits(String value) {
        Fields fields = fields("{\"n\":" + value + "}");

        assertThat(fields.whole("n", 0, 7)).isEmpty();
        assertThat(fields.problem()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "7", "null"})
    void aBodyIsAnObject(String body) {
        assertThatThrownBy(() -> fields(body))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e ->
                                assertThat(e.problem().detail())
                                        .contains("the body must be a JSON object"));
    }

    @Test
    void doesNotRepeatThousandsOfFaults() {
        String body =
                IntStream.range(0, 5000)
                        .mapToObj(i -> "\"" + "x".repeat(100) + i + "\":0")
                        .collect(Collectors.joining(",", "{", "}"));

        Problem problem = fields(body).problem().orElseThrow();

        assertThat(problem.errors()).hasSize(20);
        assertThat(problem.errors().getFirst().pointer()).isEqualTo("#/" + "x".repeat(40));
    }

    private static Fields fields(String json) {
        try {
            return Fields.of(new JsonMapper().readTree(json), Set.of("a", "n", "t", "none"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
