package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.scim2.common.exceptions.BadRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName eq \"bjensen\"",
                "name.familyName co \"O'Malley\"",
                "userName sw \"J\"",
                "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"J\"",
                "title pr",
                "meta.lastModified gt \"2011-05-13T04:42:34Z\"",
                "meta.lastModified ge \"2011-05-13T04:42:34Z\"",
                "meta.lastModified lt \"2011-05-13T04:42:34Z\"",
                "meta.lastModified le \"2011-05-13T04:42:34Z\"",
                "(title pr and userType eq \"Employee\")",
                "(title pr or userType eq \"Intern\")",
                "schemas eq \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"",
                "(userType eq \"Employee\" and (emails co \"example.com\" or emails.value co \"example.org\"))",
                "(userType ne \"Employee\" and not ((emails co \"example.com\" or emails.value co \"example.org\")))",
                "(userType eq \"Employee\" and emails.type eq \"work\")",
                "emails[(type eq \"work\" and value co \"@example.com\")]",
                "(emails[(type eq \"work\" and value co \"@example.com\")] or ims[(type eq \"xmpp\" and value co \"@foo.com\")])",
                "userName ew \"a\\\"b\\\\c\"",
                "active eq true",
                "active eq null",
                "loginCount gt 42",
                "userName eq \"#EXT#+&%😀\""
            })
    void readsTheExamplesOfTheRfcAsUnboundIdDoes(String filter) throws BadRequestException {
        String theirs = com.unboundid.scim2.common.filters.Filter.fromString(filter).toString();

        assertThat(FilterPrinter.print(FilterParser.parse(filter)))
                .isEqualTo(theirs)
                .isEqualTo(filter);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    USERNAME EQ "x"                          | USERNAME eq "x"
                    userName  Eq  "x"                        | userName eq "x"
                    active eq True                           | active eq true
                    a pr and b pr or c pr and d pr           | ((a pr and b pr) or (c pr and d pr))
                    a pr and (b pr or c pr)                  | (a pr and (b pr or c pr))
                    NOT (a pr)                               | not (a pr)
                    not(a pr)                                | not (a pr)
                    ((a pr))                                 | a pr
                    emails[type eq "work"].value eq "x"      | emails[(type eq "work" and value eq "x")]
                    emails[type eq "work"].value pr          | emails[(type eq "work" and value pr)]
                    emails[not (type eq "work")]             | emails[not (type eq "work")]
                    members[$ref eq "x"]                     | members[$ref eq "x"]
                    a eq 1.5e3                               | a eq 1500
                    """)
    void readsWhatClientsWrite(String filter, String meaning) {
        assertThat(FilterPrinter.print(FilterParser.parse(filter))).isEqualTo(meaning);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "userName",
                "userName eq",
                "userName eq bob",
                "userName eq 'bob'",
                "userName eq \"x",
                "userName eq \"x\\",
                "userName eq \"x\" y",
                "userName eq \"x\" and",
                "and",
                "eq \"x\"",
                "userName is \"x\"",
                "userName eq {}",
                "userName eq [1]",
                "userName eq \"x\\u0000\"",
                "userName eq \"\\ud800\"",
                "userName eq \"\t\"",
                "a eq 1e999999999",
                "(userName pr",
                "userName pr)",
                "not userName pr",
                "emails[type eq \"work\"",
                "emails[]",
                "emails]",
                "emails[type eq \"work\"] eq \"x\"",
                "emails[type eq \"work\"]value eq \"x\"",
                "a..b pr",
                "1a pr",
                "urn: pr",
                "ümlaut pr"
            })
    void refusesWhatIsNoFilter(String filter) {
        ScimException refusal = Refusals.of(() -> FilterParser.parse(filter));

        assertThat(Refusals.line(refusal)).startsWith("400 invalidFilter ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "not (", "a pr and (", "emails["})
    void refusesDepthInsteadOfRunningOutOfStack(String opening) {
        ScimException nested = Refusals.of(() -> FilterParser.parse(opening.repeat(600)));
        ScimException long_ = Refusals.of(() -> FilterParser.parse(opening.repeat(100_000)));

        assertThat(Refusals.line(nested))
                .isEqualTo("400 invalidFilter the filter is nested too deeply");
        assertThat(Refusals.line(long_))
                .isEqualTo("400 invalidFilter the filter has over 8192 characters");
    }

    @Test
    void refusesTooManyConditions() {
        String many = "a pr or ".repeat(127) + "a pr";

        Filter _ = FilterParser.parse(many);
        assertThat(Refusals.line(Refusals.of(() -> FilterParser.parse(many + " or a pr"))))
                .isEqualTo("400 invalidFilter the filter has over 128 conditions");
    }

    @Test
    void saysWhereItStumbled() {
        ScimException refusal = Refusals.of(() -> FilterParser.parse("userName like \"x\""));

        assertThat(Refusals.line(refusal))
                .isEqualTo(
                        "400 invalidFilter one of eq ne co sw ew gt ge lt le pr expected at character 14"
                                + " of the filter");
    }
}
