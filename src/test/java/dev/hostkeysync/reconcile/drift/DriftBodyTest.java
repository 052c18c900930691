package dev.hostkeysync.reconcile.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.common.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftBodyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"mode":"report"}                             | REPORT false
                    {"mode":"repair","acceptShrunkenList":true}   | REPAIR true
                    {"mode":"mend"}                               | mode must be report or repair
                    {"mode":1}                                    | mode must be report or repair
                    {}                                            | mode must be report or repair
                    []                                            | the body must be a JSON object such as {"mode":"report"}
                    {"mode":"report","force":true}                | only mode and acceptShrunkenList can be given
                    {"mode":"report","acceptShrunkenList":"yes"}  | acceptShrunkenList must be true or false
                    """)
    void readsABody(String body, String read) throws JsonProcessingException {
        assertThat(read(body)).isEqualTo(read);
    }

    private static String read(String body) throws JsonProcessingException {
        try {
            DriftBody parsed = DriftBody.parse(new JsonMapper().readTree(body));
            return parsed.mode() + " " + parsed.acceptShrunkenList();
        } catch (ProblemException e) {
            return e.problem().detail().orElseThrow();
        }
    }
}
