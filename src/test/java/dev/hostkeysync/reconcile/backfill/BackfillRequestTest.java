package dev.hostkeysync.reconcile.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.common.ProblemException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackfillRequestTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError("the test's JSON is none", e);
        }
    }

    @Test
    void isADryRunAboutEverybodyUnlessItSaysOtherwise() {
        BackfillRequest expected = new BackfillRequest(true, false, Filter.EVERYBODY, 0.5);

        assertThat(BackfillRequest.parse(json("{}"))).isEqualTo(expected);
        assertThat(BackfillRequest.parse(null)).isEqualTo(expected);
        assertThat(BackfillRequest.parse(json("{'filter':{}}"))).isEqualTo(expected);
    }

    @Test
    void readsEverything() {
        assertThat(
                        BackfillRequest.parse(
                                json(
                                        "{'dryRun':false,'rotate':true,'batchShare':1,'filter':{'emailDomain':'Example.com',"
                                                + "'department':'Sales','zoomUserIds':['a'],'emails':['Zoe@example.com']}}")))
                .isEqualTo(
                        new BackfillRequest(
                                false,
                                true,
                                new Filter(
                                        "example.com",
                                        "Sales",
                                        Set.of("a"),
                                        Set.of("zoe@example.com")),
                                1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    []                                     | the body must be a JSON object
                    {'dryrun':false}                       | the body can have only batchShare, dryRun, filter, rotate
                    {'dryRun':'no'}                        | dryRun must be true or false
                    {'rotate':1}                           | rotate must be true or false
                    {'batchShare':0}                       | batchShare must be a number from 0.01 to 1
                    {'batchShare':0.009}                   | batchShare must be a number from 0.01 to 1
                    {'batchShare':1.1}                     | batchShare must be a number from 0.01 to 1
                    {'batchShare':'1'}                     | batchShare must be a number from 0.01 to 1
                    {'filter':'x'}                         | filter must be a JSON object
                    {'filter':{'domain':'x'}}              | filter can have only department, emailDomain, emails, zoomUserIds
                    {'filter':{'emailDomain':'a b'}}       | filter.emailDomain must be a domain such as example.com
                    {'filter':{'department':''}}           | filter.department must be a text that is not empty
                    {'filter':{'emails':[]}}               | filter.emails must be a list of 1 to 1000
                    {'filter':{'emails':['a@b.c','zoe']}}  | entry 2 of filter.emails is none
                    """)
    void refuses(String body, String why) {
        assertThatThrownBy(() -> BackfillRequest.parse(json(body)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> {
                            assertThat(refused.problem().status()).isEqualTo(400);
                            assertThat(refused.problem().detail()).contains(why);
                        });
    }
}
