package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What only HTTP can show: authentication, media types, lengths, paths, and bytes that are no JSON
/// at all.
class ScimHttpIT {

    private static final String LOOK_UP = "/scim/v2/Users?filter=userName%20eq%20%22nobody%22";

    private static final String USERS = "/scim/v2/Users";

    private final HttpProvider provider = HttpProvider.ofSharedService();
    private final String userName = UUID.randomUUID() + "@example.com";

    @Test
    void keepsAUserFromTheFirstDayToTheLast() {
        HttpResponse<String> created = provider.send("POST", USERS, user());
        URI location = URI.create(created.headers().firstValue("Location").orElseThrow());
        String path = location.getPath();

        HttpResponse<String> read = provider.get(path);
        HttpResponse<String> replaced =
                provider.send("PUT", path, "{'userName':'%s','title':'T'}".formatted(userName));
        HttpResponse<String> patched =
                provider.send(
                        "PATCH",
                        path,
                        "{'Operations':[{'op':'Replace','path':'active','value':'False'}]}");
        HttpResponse<String> deleted = provider.send("DELETE", path, "");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().allValues("ETag")).containsExactly("W/\"1\"");
        assertThat(body(created).path("meta").path("location").asText())
                .isEqualTo(location.toString());
        assertThat(body(read)).isEqualTo(body(created));
        assertThat(body(replaced).path("title").asText()).isEqualTo("T");
        assertThat(body(patched).path("active").booleanValue()).isFalse();
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(line(provider.get(path))).isEqualTo("404 - there is no user with this id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    application/scim+json                 | 201
                    application/scim+json; charset=utf-8  | 201
                    application/json                      | 201
                    Application/JSON;charset="UTF-8"      | 201
                    text/plain                            | 415
                    application/xml                       | 415
                    application/json; charset=iso-8859-1  | 415
                    """)
    void readsJsonUnderBothOfItsNames(String contentType, int status) {
        HttpResponse<String> answer =
                provider.send(
                        "POST",
                        USERS,
                        contentType,
                        user().replace('\'', '"').getBytes(StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().allValues("Content-Type"))
                .containsExactly("application/scim+json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    application/scim+json                 | application/scim+json
                    application/scim+json; charset=utf-8  | application/scim+json
                    application/json                      | application/json
                    */*                                   | application/scim+json
                    text/html                             | application/scim+json
                    """)
    void answersWhateverIsAccepted(String accept, String contentType) {
        HttpResponse<String> answer =
                provider.send(
                        "GET",
                        USERS + "?startIndex=1&count=1&aadOptscim062020",
                        Map.of("Authorization", "Bearer " + provider.token(), "Accept", accept),
                        HttpProvider.noBody());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly(contentType);
    }

    @Test
    void findsAUserWhoseFilterIsEncodedEitherWay() {
        HttpResponse<String> _ = provider.send("POST", USERS, user());
        String filter = "userName eq \"" + userName.toUpperCase(java.util.Locale.ROOT) + "\"";
        String plus = URLEncoder.encode(filter, StandardCharsets.UTF_8);

        assertThat(body(provider.get(USERS + "?filter=" + plus)).path("totalResults").intValue())
                .isEqualTo(1);
        assertThat(
                        body(provider.get(USERS + "?filter=" + plus.replace("+", "%20")))
                                .path("totalResults")
                                .intValue())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1048577, 413",
        "4194304, 413",
        "9437184, 413",
    })
    void refusesALargeBody(int length, int status) {
        byte[] body = " ".repeat(length).getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer = provider.send("POST", USERS, "application/json", body);

        assertThat(line(answer)).isEqualTo(status + " - the body is over 1048576 bytes");
    }

    @Test
    void refusesALargeBodyOfUnknownLength() {
        byte[] body = " ".repeat(4 << 20).getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer = provider.sendChunked(USERS, body);

        assertThat(line(answer)).isEqualTo("413 - the body is over 1048576 bytes");
    }

    @Test
    void refusesABodyThatIsNotUtf8() {
        byte[] body = "{\"userName\":\"zoë\"}".getBytes(StandardCharsets.ISO_8859_1);

        HttpResponse<String> answer = provider.send("POST", USERS, "application/json", body);

        assertThat(line(answer)).isEqualTo("400 invalidSyntax the body is not UTF-8");
    }

    @Test
    void neverFailsOnBytesThatNobodyShouldSend() {
        Random random = new Random(42);
        byte[] right = user().replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 300; i++) {
            byte[] wrong = right.clone();
            for (int j = 0; j <= random.nextInt(4); j++) {
                wrong[random.nextInt(wrong.length)] = (byte) random.nextInt(256);
            }
            String method = i % 3 == 0 ? "PATCH" : "POST";
            String path = i % 3 == 0 ? USERS + "/" + UUID.randomUUID() : USERS;

            HttpResponse<String> answer =
                    provider.send(method, path, "application/scim+json", wrong);

            assertThat(answer.statusCode())
                    .as("byte sequence %d answers %s", i, answer.body())
                    .isBetween(200, 499);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /scim/v2/nothing, 404",
        "GET, /scim/v2/Users/1/2, 404",
        "GET, /scim/v2/Me, 501",
        "POST, /scim/v2/Bulk, 400",
        "GET, /scim/v2/Bulk, 405",
        "PATCH, /scim/v2/Me, 501",
        "GET, /scim/v2/Schemas?filter=id%20pr, 403",
        "GET, /scim/v2/ServiceProviderConfig?filter=id%20pr, 403",
        "POST, /scim/v2/.search, 200",
        "POST, /scim/v2/Users/.search, 200",
        "PUT, /scim/v2, 405",
        "POST, /scim/v2/Groups/.search, 200",
        "GET, /scim/v2?count=0, 200",
        "GET, /scim/v2/?count=0, 200",
        "POST, /scim/v2/Groups, 400",
        "GET, /scim/v2/Groups/1, 404",
        "GET, /scim/v2/Groups?startIndex=1&count=100, 200",
        "PUT, /scim/v2/Users, 405",
        "POST, /scim/v2/Schemas, 405",
        "GET, /scim/v2/Users?filter=userName%20eq, 400",
        "GET, /scim/v2/Users?filter=userName%20eq%20%22%00%22, 400",
        "GET, /scim/v2/Users?count=x, 400",
    })
    void answersEveryPathInScim(String method, String path, int status) {
        HttpResponse<String> answer =
                method.equals("GET") ? provider.get(path) : provider.send(method, path, "{}");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(body(answer).path("schemas").path(0).asText())
                .isEqualTo(status == 200 ? Urn.LIST_RESPONSE : Urn.ERROR);
    }

    /// As many as a provider sends: one after the other, and 25 at once.
    @Test
    void neverTellsAProviderToSlowDown() {
        Stream<Integer> alone =
                IntStream.range(0, 200)
                        .mapToObj(_ -> provider.send("GET", LOOK_UP, "").statusCode());
        assertThat(alone).containsOnly(200);

        try (ExecutorService threads = Executors.newFixedThreadPool(25)) {
            List<CompletableFuture<Integer>> together =
                    IntStream.range(0, 250)
                            .mapToObj(_ ->
                                    CompletableFuture.supplyAsync(
                                            () -> provider.send("GET", LOOK_UP, "").statusCode(),
                                            threads))
                            .toList();
            assertThat(together.stream().map(CompletableFuture::join)).containsOnly(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PUT    | /scim/v2/Users                 | GET, HEAD, POST
                    POST   | /scim/v2/Users/1               | GET, HEAD, PUT, PATCH, DELETE
                    PATCH  | /scim/v2/Bulk                  | POST
                    DELETE | /scim/v2/ServiceProviderConfig | GET, HEAD
                    """)
    void saysWhatIsAllowedInstead(String method, String path, String allowed) {
        HttpResponse<String> answer = provider.send(method, path, "{}");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().allValues("Allow")).containsExactly(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?filter=%zz", "?count=1&x=%", "/%2", "/%zz"})
    void refusesABrokenEscapeInScim(String address) throws IOException {
        URI service = URI.create(provider.url());
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream()
                    .write(
                            "GET %s%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                                    .formatted(USERS, address, provider.token())
                                    .getBytes(StandardCharsets.UTF_8));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/scim+json");
            assertThat(Refusals.line(ScimJson.stored(answer.substring(answer.indexOf('{')))))
                    .isEqualTo(
                            "400 invalidSyntax The request cannot be understood: the address is no URI:"
                                    + " a character in it must be percent-encoded");
        }
    }

    @Test
    void refusesALongAddressInScim() {
        assertThat(line(provider.get(USERS + "?filter=" + "x".repeat(40_000))))
                .isEqualTo("414 - the address is over 32768 characters; use .search");
    }

    @Test
    void doesAWholeBulkRequest() {
        HttpResponse<String> answer =
                provider.send(
                        "POST",
                        "/scim/v2/Bulk",
                        "{'Operations':[{'method':'POST','path':'/Users','bulkId':'1','data':%s}]}"
                                .formatted(user()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body(answer).path("Operations").path(0).path("status").asText())
                .isEqualTo("201");
    }

    @Test
    void helpsPeople() {
        String page =
                body(provider.get("/scim/v2/ServiceProviderConfig"))
                        .path("documentationUri")
                        .asText();

        HttpResponse<String> answer = provider.get(URI.create(page).getPath());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Content-Type"))
                .containsExactly("text/html;charset=utf-8");
    }

    @Test
    void answersOtherPathsWithAProblem() {
        HttpResponse<String> answer = provider.get("/nothing");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().allValues("Content-Type"))
                .containsExactly("application/problem+json");
        assertThat(body(answer).path("type").asText())
                .isEqualTo("urn:hostkey-sync:problem/not-found");
    }

    private String user() {
        return "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'%s'}"
                .formatted(userName);
    }

    private static ObjectNode body(HttpResponse<String> answer) {
        return ScimJson.stored(answer.body());
    }

    private static String line(HttpResponse<String> answer) {
        assertThat(body(answer).path("status").asText())
                .isEqualTo(Integer.toString(answer.statusCode()));
        return Refusals.line(body(answer));
    }
}
