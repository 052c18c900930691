package dev.hostkeysync.zoom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.testing.RawServer;
import dev.hostkeysync.zoom.auth.Access.Refused;
import dev.hostkeysync.zoom.auth.Access.Token;
import dev.hostkeysync.zoom.auth.Access.Unreachable;
import dev.hostkeysync.zoom.http.HttpSender;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenEndpointTest {

    private static final String ISSUED =
            """
            {"access_token":"eyJzdiI6IjAwMDAwMSJ9.example","token_type":"bearer","expires_in":3600,\
            "scope":"user:update:user:admin  user:read:list_users:admin","api_url":"https://api.zoom.us"}\
            """;

    private static TokenEndpoint endpoint(HttpSender http, URI oauthUrl) {
        return new TokenEndpoint(http, oauthUrl, "acc &1", "client", Secret.of("s3cret"));
    }

    @Test
    void asksByAccountCredentials() throws Exception {
        try (RawServer zoom = RawServer.start();
                HttpSender http = new HttpSender(Duration.ofSeconds(3), Duration.ofSeconds(10))) {
            zoom.answer(200, ISSUED);

            Access access = endpoint(http, zoom.url()).fetch();

            assertThat(access)
                    .isEqualTo(
                            new Token(
                                    Secret.of("eyJzdiI6IjAwMDAwMSJ9.example"),
                                    Duration.ofHours(1),
                                    Set.of(
                                            "user:update:user:admin",
                                            "user:read:list_users:admin")));
            assertThat(zoom.received())
                    .containsExactly(
                            """
                            POST /oauth/token HTTP/1.1
                            Content-Length: 50
                            Host: %s
                            Accept: application/json
                            Authorization: Basic Y2xpZW50OnMzY3JldA==
                            Content-Type: application/x-www-form-urlencoded
                            User-Agent: hostkey-sync

                            grant_type=account_credentials&account_id=acc+%%261\
                            """
                                    .formatted(zoom.url().getAuthority()));
        }
    }

    @Test
    void isUnreachableWhenNobodyListens() {
        // A port that was free a moment ago may be somebody else's by now; this one is nobody's.
        URI gone = URI.create("http://127.0.0.1:1");
        try (HttpSender http = new HttpSender(Duration.ofSeconds(3), Duration.ofSeconds(10))) {
            assertThat(endpoint(http, gone).fetch())
                    .isEqualTo(new Unreachable("the connection was refused"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    400 | {"reason":"Bad client","error":"invalid_client"}   | true  | the token endpoint answered 400 invalid_client
                    401 | {"reason":"Bad client","error":"invalid_client"}   | true  | the token endpoint answered 401 invalid_client
                    400 | {"error":"unsupported_grant_type"}                 | true  | the token endpoint answered 400 unsupported_grant_type
                    400 | {"error":"acc 1 is no account of zoe@example.com"} | true  | the token endpoint answered 400
                    400 | {"error":{"a":"b"}}                                | true  | the token endpoint answered 400
                    403 | <html>                                             | true  | the token endpoint answered 403
                    404 | ''                                                 | true  | the token endpoint answered 404
                    408 | ''                                                 | false | the token endpoint answered 408
                    429 | {"code":429,"message":"x"}                         | false | the token endpoint answered 429
                    500 | {"error":"server_error"}                           | false | the token endpoint answered 500 server_error
                    503 | ''                                                 | false | the token endpoint answered 503
                    302 | ''                                                 | false | the token endpoint answered 302
                    204 | ''                                                 | false | the token endpoint answered 204
                    200 | ''                                                 | false | the token endpoint answered 200, no token
                    200 | <html>                                             | false | the token endpoint answered 200, no token
                    200 | [1]                                                | false | the token endpoint answered 200, no token
                    200 | {"access_token":""}                                | false | the token endpoint answered 200, no token
                    200 | {"access_token":"a b"}                             | false | the token endpoint answered 200, no token
                    200 | {"access_token":"a\\r\\nX: b"}                     | false | the token endpoint answered 200, no token
                    200 | {"access_token":null}                              | false | the token endpoint answered 200, no token
                    """)
    void tellsRefusalFromTrouble(int status, String body, boolean refused, String reason) {
        assertThat(TokenEndpoint.read(status, Secret.of(body)))
                .isEqualTo(
                        refused
                                ? new Refused(reason, reason.endsWith("invalid_client"))
                                : new Unreachable(reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"access_token":"a","expires_in":60}         | PT1M
                    {"access_token":"a","expires_in":"60"}       | PT1M
                    {"access_token":"a"}                         | PT1H
                    {"access_token":"a","expires_in":0}          | PT1H
                    {"access_token":"a","expires_in":-5}         | PT1H
                    {"access_token":"a","expires_in":1000000000} | PT24H
                    """)
    void readsHowLongTheTokenLives(String body, Duration life) {
        assertThat(TokenEndpoint.read(200, Secret.of(body)))
                .isEqualTo(new Token(Secret.of("a"), life, Set.of()));
    }
}
