package dev.hostkeysync.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'a': 1}                            | {'a': 1, 'b': 2}
                    {'a': {'b': 'x'}}                   | {'a': {'b': 'x', 'c': 'y'}}
                    {'a': '<absent>'}                   | {}
                    {'a': '<text>'}                     | {'a': 'x'}
                    {'a': '<integer>'}                  | {'a': 7}
                    {'a': '<date>'}                     | {'a': '2026-03-01T10:00:00.123456Z'}
                    {'a': '<any>'}                      | {'a': false}
                    {'a': '<like ^x.z$>'}               | {'a': 'xyz'}
                    []                                  | []
                    [{'a': 1}, {'a': 2}]                | [{'a': 1, 'b': 1}, {'a': 2}]
                    ['<in any order>', 1, 2]            | [2, 1]
                    ['<among others>', 2]               | [1, 2, 3]
                    """)
    void accepts(String expected, String actual) {
        assertThat(Expectation.differences(json(expected), json(actual))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'a': 1}                 | {'a': 2}         | /a: expected 1, but there is 2
                    {'a': 1}                 | {}               | /a: expected 1, but there is nothing
                    {'a': {'b': 1}}          | {'a': 1}         | /a: expected an object, but there is 1
                    {'a': '<absent>'}        | {'a': null}      | /a: expected "<absent>", but there is null
                    {'a': '<text>'}          | {'a': ''}        | /a: expected "<text>", but there is ""
                    {'a': '<text>'}          | {'a': 1}         | /a: expected "<text>", but there is 1
                    {'a': '<integer>'}       | {'a': '1'}       | /a: expected "<integer>", but there is "1"
                    {'a': '<date>'}          | {'a': 'today'}   | /a: expected "<date>", but there is "today"
                    {'a': true}              | {'a': 'true'}    | /a: expected true, but there is "true"
                    [1]                      | [1, 2]           | /1: expected nothing, but there is 2
                    [1, 2]                   | [2, 1]           | /0: expected 1, but there is 2
                    [1, 2]                   | [1]              | /1: expected 2, but there is nothing
                    ['<in any order>', 1]    | [1, 2]           | the body: expected no such element, but there is 2
                    ['<among others>', 3]    | [1, 2]           | the body: expected an element 3, but there is [1,2]
                    """)
    void refuses(String expected, String actual, String difference) {
        assertThat(Expectation.differences(json(expected), json(actual)).getFirst())
                .isEqualTo(difference);
    }

    @Test
    void comparesHeaders() {
        assertThat(Expectation.fits("<text>", "x")).isTrue();
        assertThat(Expectation.fits("<absent>", "")).isTrue();
        assertThat(Expectation.fits("x", "y")).isFalse();
        assertThat(Expectation.fits("<text>", "")).isFalse();
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
