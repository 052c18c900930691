package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScimJsonTest {

    @Test
    void readsAnObject() {
        ObjectNode object = ScimJson.parse(utf8("{\"userName\":\"Zoë 😀\"}"));

        assertThat(object.path("userName").textValue()).isEqualTo("Zoë 😀");
    }

    @Test
    void passesOverAByteOrderMark() {
        ObjectNode object = ScimJson.parse(utf8("\uFEFF{\"a\":1}"));

        assertThat(ScimJson.text(object)).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\":1}}",
                "{\"a\":1} {\"b\":2}",
                "{\"a\":1,}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":\"\t\"}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":\"\\x\"}",
                "[]",
                "\"text\"",
                "null",
                "42"
            })
    void refusesWhatIsNoJsonObject(String body) {
        ScimException refusal = Refusals.of(() -> ScimJson.parse(utf8(body)));

        assertThat(Refusals.line(refusal)).startsWith("400 invalidSyntax ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-32"})
    void refusesAnyOtherEncoding(String charset) {
        byte[] body = "{\"userName\":\"Zoë\"}".getBytes(Charset.forName(charset));

        ScimException refusal = Refusals.of(() -> ScimJson.parse(body));

        assertThat(Refusals.line(refusal)).isEqualTo("400 invalidSyntax the body is not UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"a":"x\\u0000y"}        | 400 invalidValue the character NUL cannot be stored
                    {"x\\u0000y":1}          | 400 invalidValue the character NUL cannot be stored
                    {"a":["x\\ud800y"]}      | 400 invalidValue half a surrogate pair is no character and cannot be stored
                    {"a":{"b":"\\udc00"}}    | 400 invalidValue half a surrogate pair is no character and cannot be stored
                    {"a":1e999999}           | 400 invalidValue a number is too large or too small to be stored
                    """)
    void refusesWhatPostgresCannotStore(String body, String refusal) {
        assertThat(Refusals.line(Refusals.of(() -> ScimJson.parse(utf8(body))))).isEqualTo(refusal);
    }

    @Test
    void takesAPairOfSurrogates() {
        ObjectNode object = ScimJson.parse(utf8("{\"a\":\"\\ud83d\\ude00\"}"));

        assertThat(object.path("a").textValue()).isEqualTo("😀");
    }

    @Test
    void refusesDepth() {
        String body = "{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}";

        ScimException refusal = Refusals.of(() -> ScimJson.parse(utf8(body)));

        assertThat(Refusals.line(refusal)).startsWith("400 invalidSyntax not valid JSON");
    }

    @Test
    void takesOneMebibyteAndNoByteMore() {
        String frame = "{\"a\":\"\"}";
        String filling = "x".repeat(ScimJson.MAX_BYTES - frame.length());
        byte[] largest = utf8(frame.replace("\"\"", "\"" + filling + "\""));
        byte[] larger = utf8(frame.replace("\"\"", "\"" + filling + "x\""));

        assertThat(ScimJson.parse(largest).path("a").textValue()).hasSize(filling.length());
        assertThat(Refusals.line(Refusals.of(() -> ScimJson.parse(larger))))
                .isEqualTo("413 - the body is over 1048576 bytes");
    }

    @Test
    void writesNumbersAsTheyStayInPostgres() {
        assertThat(
                        ScimJson.text(
                                ScimJson.parse(
                                        utf8("{\"a\":1e2,\"b\":1.50,\"c\":12345678901234567890}"))))
                .isEqualTo("{\"a\":100,\"b\":1.50,\"c\":12345678901234567890}");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
