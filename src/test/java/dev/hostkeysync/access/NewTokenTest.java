package dev.hostkeysync.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.common.ProblemException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewTokenTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void readsWhatIsAskedFor() {
        assertThat(parse("{'name':'okta','scopes':['scim','operator']}"))
                .isEqualTo(
                        new NewToken("okta", Set.of(Scope.SCIM, Scope.OPERATOR), Optional.empty()));
        assertThat(
                        parse(
                                "{'name':'okta','scopes':['scim'],'expiresAt':'2027-01-31T01:00:00+01:00'}"))
                .isEqualTo(
                        new NewToken(
                                "okta",
                                Set.of(Scope.SCIM),
                                Optional.of(Instant.parse("2027-01-31T00:00:00Z"))));
        assertThat(parse("{'name':'a','scopes':['scim'],'expiresAt':null}").expiresAt()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    [] | the body must be a JSON object
                    {'scopes':['scim']} | name must have 1 to 64 letters, digits, '.', '_' or '-'
                    {'name':'a b','scopes':['scim']} | name must have 1 to 64 letters, digits, '.', '_' or '-'
                    {'name':'a'} | scopes must be a list of at least one
                    {'name':'a','scopes':[]} | scopes must be a list of at least one
                    {'name':'a','scopes':'scim'} | scopes must be a list of at least one
                    {'name':'a','scopes':['admin']} | scopes can be scim, hostkey.read, hostkey.read.in-doubt, hostkey.rotate, operator, meeting.write, meeting.start-url, videosdk.sign, ssf.read, ssf.manage
                    {'name':'a','scopes':[1]} | scopes can be scim, hostkey.read, hostkey.read.in-doubt, hostkey.rotate, operator, meeting.write, meeting.start-url, videosdk.sign, ssf.read, ssf.manage
                    {'name':'a','scopes':['scim'],'expireAt':'2027-01-31T00:00:00Z'} | only name, scopes and expiresAt can be given
                    {'name':'a','scopes':['scim'],'expiresAt':'2027-01-31'} | expiresAt must be a time such as 2027-01-31T00:00:00Z
                    {'name':'a','scopes':['scim'],'expiresAt':5} | expiresAt must be a time such as 2027-01-31T00:00:00Z
                    {'name':'a','scopes':['scim'],'expiresAt':'2026-11-22T10:00:00Z'} | expiresAt must be in the future, and at most ten years ahead
                    {'name':'a','scopes':['scim'],'expiresAt':'2036-12-31T00:00:00Z'} | expiresAt must be in the future, and at most ten years ahead
                    """)
    void saysWhatIsWrong(String body, String detail) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> parse(body));

        assertThat(refusal.problem().status()).isEqualTo(400);
        assertThat(refusal.problem().detail()).contains(detail);
    }

    @Test
    void needsABody() {
        assertThat(
                        catchThrowableOfType(
                                        ProblemException.class, () -> NewToken.parse(null, NOW))
                                .problem()
                                .status())
                .isEqualTo(400);
    }

    private static NewToken parse(String body) {
        try {
            JsonNode json = new JsonMapper().readTree(body.replace('\'', '"'));
            return NewToken.parse(json, NOW);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
