package dev.hostkeysync.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.common.ProblemException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionBodyTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final AllowedHosts NONE = AllowedHosts.of(Optional.empty());
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @Test
    void readsEverything() {
        SubscriptionBody body =
                SubscriptionBody.parseNew(
                        json(
                                "{'url':'https://hooks.example.com/x','description':'Mail','changes':['issued','failed'],"
                                        + "'includeBulk':false}"),
                        NONE);

        assertThat(body)
                .isEqualTo(
                        new SubscriptionBody(
                                Optional.of(URI.create("https://hooks.example.com/x")),
                                Optional.of("Mail"),
                                Optional.of(Set.of(Change.ISSUED, Change.FAILED)),
                                Optional.of(false),
                                Optional.empty()));
    }

    @Test
    void meansEverythingWhereNothingIsSaid() {
        SubscriptionBody body =
                SubscriptionBody.parseNew(json("{'url':'https://hooks.example.com'}"), NONE);

        assertThat(body.filter(Filter.EVERYTHING))
                .isEqualTo(
                        new Filter(
                                Set.of(
                                        Change.ISSUED,
                                        Change.ROTATED,
                                        Change.REVOKED,
                                        Change.FAILED),
                                true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null | the body must be a JSON object",
                "[] | the body must be a JSON object",
                "{} | url is needed",
                "{'url':null} | url must be a text",
                "{'url':7} | url must be a text",
                "{'url':'http://hooks.example.com'} | url must begin with https:// (http is for hosts in"
                        + " SUBSCRIPTION_ALLOWED_HOSTS)",
                "{'url':'https://a.example','secret':'x'} | only changes, description, includeBulk, url can be given",
                "{'url':'https://a.example','enabled':true} | only changes, description, includeBulk, url can be given",
                "{'url':'https://a.example','changes':[]} | changes must be a list of at least one",
                "{'url':'https://a.example','changes':'issued'} | changes must be a list of at least one",
                "{'url':'https://a.example','changes':['deleted']} | changes can be issued, rotated, revoked, failed",
                "{'url':'https://a.example','changes':[1]} | changes can be issued, rotated, revoked, failed",
                "{'url':'https://a.example','includeBulk':'no'} | includeBulk must be true or false",
                "{'url':'https://a.example','description':7} | description must be a text of at most 500 characters on one"
                        + " line",
                "{'url':'https://a.example','description':'a\\nb'} | description must be a text of at most 500 characters on"
                        + " one line",
            })
    void saysWhatIsWrong(String body, String detail) {
        assertRefused(() -> SubscriptionBody.parseNew(json(body), NONE), detail);
    }

    @Test
    void readsAChange() {
        assertThat(SubscriptionBody.parseChange(json("{'enabled':false}"), NONE).enabled())
                .contains(false);
        assertThat(SubscriptionBody.parseChange(json("{}"), NONE).url()).isEmpty();
        assertRefused(
                () -> SubscriptionBody.parseChange(json("{'state':'ENABLED'}"), NONE),
                "only changes, description, enabled, includeBulk, url can be given");
        assertRefused(
                () -> SubscriptionBody.parseChange(null, NONE), "the body must be a JSON object");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T08:00:00Z, 2026-11-22T08:00:00Z",
        "2026-11-21T08:00:00Z, ",
        "2026-11-21T10:00:00+02:00, ",
        "2026-10-22T08:00:00Z, 2026-10-23T08:00:00Z"
    })
    void readsARange(String from, @Nullable String to) {
        String end = to == null ? "" : ",'to':'" + to + "'";

        Span span = ReplayBody.parse(json("{'from':'" + from + "'" + end + "}"), NOW);

        assertThat(span.from()).isEqualTo(java.time.OffsetDateTime.parse(from).toInstant());
        assertThat(span.to()).isEqualTo(to == null ? NOW : Instant.parse(to));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null | the body must be a JSON object",
                "{} | from must be a time such as 2026-11-20T08:00:00Z",
                "{'from':'yesterday'} | from must be a time such as 2026-11-20T08:00:00Z",
                "{'from':'2026-11-21'} | from must be a time such as 2026-11-20T08:00:00Z",
                "{'from':'2026-11-21T08:00:00Z','to':7} | to must be a time such as 2026-11-20T08:00:00Z",
                "{'from':'2026-11-21T08:00:00Z','until':7} | only from and to can be given",
                "{'from':'2026-11-22T08:00:00Z'} | from must be before to, and to not in the future",
                "{'from':'2026-11-21T08:00:00Z','to':'2026-11-20T08:00:00Z'} | from must be before to, and to not in the"
                        + " future",
                "{'from':'2026-11-21T08:00:00Z','to':'2026-11-22T08:00:01Z'} | from must be before to, and to not in the"
                        + " future",
                "{'from':'2026-10-22T07:59:59Z'} | from must be at most 31 days ago"
            })
    void saysWhatIsWrongWithARange(String body, String detail) {
        assertRefused(() -> ReplayBody.parse(json(body), NOW), detail);
    }

    private static void assertRefused(ThrowingCallable parse, String detail) {
        assertThatThrownBy(parse)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> {
                            assertThat(e.problem().status()).isEqualTo(400);
                            assertThat(e.problem().detail()).contains(detail);
                        });
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
