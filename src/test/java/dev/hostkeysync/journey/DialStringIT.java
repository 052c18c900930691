package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.stack.Ports;
import dev.hostkeysync.stack.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `POST /api/v1/dial-strings`, as a room engineer meets it.
class DialStringIT {

    private static Installation installation;
    private static ServiceProcess service;
    private static Client client;
    private static Truths truths;

    @BeforeAll
    static void install() {
        installation = Installation.of("dial");
        service = installation.start();
        client = installation.client(service);
        truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    @Test
    void runsTheScriptOfTheReadme() throws Exception {
        for (String tool : List.of("curl", "jq")) {
            assertThat(
                            Stream.of(System.getenv("PATH").split(":"))
                                    .anyMatch(place -> Files.isExecutable(Path.of(place, tool))))
                    .as("this machine has " + tool + ", which the script of the README needs")
                    .isTrue();
        }
        Employee zoe = withKey();

        Output told = script(url(), zoe.email());
        Output refused = script(url(), "nobody@example.com");
        Output away = script("http://127.0.0.1:" + Ports.free(), zoe.email());

        assertThat(told.text())
                .isEqualTo("92674392836.482913.504." + keyAtZoom(zoe) + "@zoomcrc.com\n");
        assertThat(told.status()).isZero();
        assertThat(refused.status()).isPositive();
        assertThat(refused.text()).contains("Nobody with this e-mail address");
        assertThat(away.status()).isPositive();
        assertThat(away.text()).contains("curl: (7)");
    }

    private record Output(int status, String text) {}

    private static String url() {
        String url = service.url().toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static Output script(String url, String email)
            throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-eu", "-c", documented());
        Map<String, String> environment = shell.environment();
        environment.put("HOSTKEYS", url);
        environment.put("TOKEN", installation.credentials().reader());
        environment.put("EMAIL", email);
        environment.put("MEETING_ID", "92674392836");
        environment.put("PASSCODE", "482913");
        Process process = shell.redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Output(process.waitFor(), text);
    }

    /// Three lines.
    private static String documented() throws IOException {
        List<String> blocks =
                Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(Path.of("README.md")))
                        .results()
                        .map(block -> block.group(1))
                        .filter(block -> block.contains("/api/v1/dial-strings"))
                        .toList();
        assertThat(blocks).singleElement().asString().hasLineCount(3);
        return blocks.getFirst();
    }

    @Test
    void tellsOneAndWritesItDown() {
        Employee zoe = withKey();
        String key = keyAtZoom(zoe);

        Reply reply =
                client.dialStrings(
                        """
                        {"user":"%s","meetingId":"92674392836","passcode":"482913","layout":"11","commands":[],"includeHostKey":true}\
                        """
                                .formatted(zoe.id()));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).startsWith("application/json");
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        assertThat(reply.body())
                .isEqualTo(
                        """
                        {"sip":"92674392836.482913.11.%s@zoomcrc.com","h323":"144.195.19.161##92674392836#482913#11#%s"}\
                        """
                                .formatted(key, key));
        assertThat(entries(zoe)).containsExactly("reader host-key.dial-string 127.0.0.1 version 1");
    }

    @Test
    void answersABatchItemByItem() {
        Employee zoe = withKey();
        Employee max = withKey();
        assertThat(client.activate(max, false).status()).isEqualTo(200);

        Reply reply =
                client.dialStrings(
                        items(
                                item(zoe.email(), "926743921"),
                                item("nobody@example.com", "926743922"),
                                item(max.email(), "926743923"),
                                item(zoe.email(), "926 743 924"),
                                item(zoe.id(), "926743925"),
                                "7"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        JsonNode items = reply.json().path("items");
        assertThat(items).hasSize(6);
        assertThat(items.path(0).path("sip").asText())
                .isEqualTo("926743921..." + keyAtZoom(zoe) + "@zoomcrc.com");
        assertThat(items.path(4).path("h323").asText())
                .isEqualTo("144.195.19.161##926743925###" + keyAtZoom(zoe));
        assertThat(
                        IntStream.of(1, 2, 3, 5)
                                .mapToObj(i -> items.path(i).path("error"))
                                .map(error ->
                                        error.path("status").asInt()
                                                + error.path("type").asText().replaceAll(".*/", " ")
                                                + error.at("/errors/0/pointer").asText()))
                .containsExactly(
                        "404 no-such-user",
                        "409 no-key-yet",
                        "400 bad-request#/meetingId",
                        "400 bad-request");
        assertThat(entries(zoe)).containsExactly("reader host-key.dial-string 127.0.0.1 version 1");
        assertThat(entries(max)).isEmpty();
    }

    @Test
    void makes500AtOnceAndNoMore() {
        Employee zoe = withKey();

        Reply most = client.dialStrings(items(zoe, 500));
        Reply tooMany = client.dialStrings(items(zoe, 501));
        Reply none = client.dialStrings("{\"items\":[]}");
        Reply mixed = client.dialStrings("{\"items\":[{}],\"user\":\"x\"}");

        assertThat(most.status()).isEqualTo(200);
        assertThat(most.json().path("items").findValuesAsText("sip"))
                .hasSize(500)
                .containsOnly("926743921..." + keyAtZoom(zoe) + "@zoomcrc.com");
        assertThat(entries(zoe)).hasSize(1);
        assertFault(tooMany, "items must be a list of 1 to 500");
        assertFault(none, "items must be a list of 1 to 500");
        assertFault(mixed, "user is not known here; possible are items, reason");
    }

    @Test
    void needsNobodyWithoutAHostKey() {
        Reply reply = client.dialStrings("{\"meetingId\":\"926743921\",\"includeHostKey\":false}");

        assertThat(reply.body())
                .isEqualTo(
                        "{\"sip\":\"926743921@zoomcrc.com\",\"h323\":\"144.195.19.161##926743921\"}");
    }

    @Test
    void namesEveryWrongMember() {
        Reply reply =
                client.dialStrings(
                        "{\"meetingId\":\"x\",\"passcode\":\"aB3!x\",\"layuot\":\"11\"}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("content-type")).startsWith("application/problem+json");
        assertThat(reply.json().path("errors").findValuesAsText("pointer"))
                .containsExactly("#/layuot", "#/user", "#/meetingId", "#/passcode");
        assertThat(reply.body()).doesNotContain("aB3!x");
        assertThat(client.dialStrings("").status()).isEqualTo(400);
        assertThat(client.dialStrings("{").status()).isEqualTo(400);
    }

    @Test
    void tellsNothingThatCannotBeWrittenDown() {
        Employee zoe = withKey();
        installation
                .store()
                .jdbi()
                .useHandle(tx -> tx.execute("ALTER TABLE audit_entry RENAME TO a"));
        Reply reply;
        try {
            reply = client.dialStrings(items(zoe, 2));
        } finally {
            installation
                    .store()
                    .jdbi()
                    .useHandle(tx -> tx.execute("ALTER TABLE a RENAME TO audit_entry"));
        }

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).doesNotContain(keyAtZoom(zoe));
    }

    @Test
    void tellsNothingToStrangers() {
        Employee zoe = withKey();
        String body = item(zoe.email(), "926743921");

        assertProblem(
                client.dialStrings(body, "a-token-that-nobody-gave-out"), 401, "unauthorized");
        assertProblem(
                client.dialStrings(body, installation.credentials().stranger()), 403, "forbidden");
        assertProblem(
                client.dialStrings(body, installation.credentials().scim()), 403, "forbidden");
    }

    @Test
    void holdsAGreedyReaderBackAtBothDoors() {
        Employee zoe = withKey();
        Client limited = installation.client(installation.with("REVEALS_PER_MINUTE", "6").start());
        installation.with("REVEALS_PER_MINUTE", "1000000");

        assertThat(limited.dialStrings(items(zoe, 5)).status()).isEqualTo(200);
        assertThat(limited.reveal(zoe.email()).status()).isEqualTo(200);
        Reply reveal = limited.reveal(zoe.email());
        Reply dial = limited.dialStrings(items(zoe, 2));
        Reply never = limited.dialStrings(items(zoe, 7));

        assertProblem(reveal, 429, "too-many-reveals");
        assertThat(reveal.header("retry-after")).matches("[1-9]|10");
        assertProblem(dial, 429, "too-many-reveals");
        assertThat(dial.header("retry-after")).matches("1[0-9]|20");
        assertThat(dial.body()).doesNotContain(keyAtZoom(zoe));
        assertProblem(never, 400, "too-many-items");
        assertThat(limited.reveal(zoe.email(), installation.credentials().doubter()).status())
                .isEqualTo(200);
        assertThat(
                        limited.send("GET", "/q/metrics", Map.of(), new byte[0])
                                .body()
                                .lines()
                                .filter(line -> line.startsWith("hostkeysync_reveals_total")))
                .contains(
                        "hostkeysync_reveals_total{outcome=\"revealed\"} 7.0",
                        "hostkeysync_reveals_total{outcome=\"limited\"} 3.0",
                        "hostkeysync_reveals_total{outcome=\"in-doubt\"} 0.0");
    }

    @Test
    void describesItselfToProgrammers() {
        String api = client.send("GET", "/q/openapi", Map.of(), new byte[0]).body();

        assertThat(api)
                .contains(
                        "/api/v1/dial-strings:",
                        "/api/v1/video-sdk/tokens:",
                        "DialStringItems:",
                        "VideoSdkToken:");
    }

    private static void assertFault(Reply reply, String fault) {
        assertProblem(reply, 400, "bad-request");
        assertThat(reply.json().at("/errors/0/detail").asText()).isEqualTo(fault);
    }

    private static void assertProblem(Reply reply, int status, String type) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("content-type")).startsWith("application/problem+json");
        assertThat(reply.json().path("type").asText())
                .isEqualTo("urn:hostkey-sync:problem/" + type);
    }

    private static String items(Employee employee, int count) {
        return items(
                Stream.generate(() -> item(employee.email(), "926743921"))
                        .limit(count)
                        .toArray(String[]::new));
    }

    private static String items(String... items) {
        return Stream.of(items).collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    private static String item(String user, String meetingId) {
        return "{\"user\":\"%s\",\"meetingId\":\"%s\"}".formatted(user, meetingId);
    }

    private static Employee withKey() {
        Employee employee = client.create();
        truths.awaitAgreement(employee, 1, "issued");
        return employee;
    }

    private static String keyAtZoom(Employee employee) {
        return truths.atZoom(employee).orElseThrow().reveal();
    }

    /// The trail's dial strings about the user.
    private static List<String> entries(Employee employee) {
        return installation
                .store()
                .jdbi()
                .withHandle(handle ->
                        handle.select(
                                        "SELECT actor || ' ' || action || ' ' || source || ' ' || detail"
                                                + " FROM audit_entry WHERE user_id = ?::uuid"
                                                + " AND action LIKE '%dial%' ORDER BY id",
                                        employee.id())
                                .mapTo(String.class)
                                .list());
    }
}
