package dev.hostkeysync.reconcile.backfill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `script/backfill` before a service that answers what it is told to.
class BackfillScriptTest {

    private static final String ID = "01990000-0000-7000-8000-000000000001";
    private static final String REAL = "01990000-0000-7000-8000-000000000002";

    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer service;

    record Ended(int status, List<String> lines) {}

    @BeforeEach
    void listen() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", this::answer);
        service.start();
    }

    @AfterEach
    void end() {
        service.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        asked.add(
                (exchange.getRequestMethod()
                                + " "
                                + exchange.getRequestURI()
                                + " "
                                + exchange.getRequestHeaders().getFirst("Authorization")
                                + " "
                                + body)
                        .strip());
        String next = answers.isEmpty() ? "500 {}" : answers.pop();
        byte[] bytes = next.substring(4).getBytes(UTF_8);
        exchange.sendResponseHeaders(Integer.parseInt(next.substring(0, 3)), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String view(String id, String state, String members) {
        return "{\"id\":\"%s\",\"state\":\"%s\",\"dryRun\":true,\"filter\":{},\"batchShare\":0.5,%s,\"createdBy\":\"ops\"}"
                .formatted(id, state, members);
    }

    private static final String FOUND =
            "\"listed\":120,\"expected\":120,\"total\":100,\"adopted\":80,\"done\":0,\"failed\":0,\"waiting\":0,"
                    + "\"inFlight\":0,\"inDoubt\":0,\"skipped\":{\"has-key\":12,\"protected\":8},\"ratePerSecond\":0.0,\"etaSeconds\":125,"
                    + "\"warnings\":[\"Zoom may mail each user.\"],\"message\":\"100 users would get a key. Nobody was touched.\"";

    private static String progress(int done, int waiting, String more) {
        return progress(done, waiting, 0, more);
    }

    private static String progress(int done, int waiting, int inDoubt, String more) {
        return "\"listed\":120,\"expected\":120,\"total\":100,\"adopted\":80,\"done\":%d,\"failed\":0,\"waiting\":%d,"
                        .formatted(done, waiting)
                + "\"inFlight\":0,\"inDoubt\":%d,\"skipped\":{},\"ratePerSecond\":39.8,"
                        .formatted(inDoubt)
                + more
                + "\"warnings\":[]";
    }

    private Ended run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "script/backfill"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put("SERVICE_URL", "http://127.0.0.1:" + service.getAddress().getPort());
        builder.environment().put("OPERATOR_TOKEN", "operator-token");
        Process process = builder.start();
        process.getOutputStream().close();
        List<String> lines =
                new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
        return new Ended(process.waitFor(), lines);
    }

    private void findings() {
        answers.add("202 " + view(ID, "LISTING", progress(0, 0, "")));
        answers.add("200 " + view(ID, "DONE", FOUND));
    }

    @Test
    void startsNothingWithoutAYes() throws Exception {
        findings();

        Ended ended = run("--domain", "ex\"ample.com", "--share", "0.25");

        assertThat(ended.status()).isZero();
        assertThat(ended.lines())
                .containsExactly(
                        "Zoom has 120 users. 100 would get a host key, of whom 80 are not known from an identity provider yet.",
                        "No key for:",
                        "  12 has-key",
                        "  8 protected",
                        "! Zoom may mail each user.",
                        "It takes about 2:05.",
                        "Nothing was changed. Start it by: script/backfill --yes");
        assertThat(asked)
                .containsExactly(
                        "POST /api/v1/backfills Bearer operator-token"
                                + " {\"dryRun\":true,\"filter\":{\"emailDomain\":\"ex\\\"ample.com\"},\"batchShare\":0.25}",
                        "GET /api/v1/backfills/" + ID + " Bearer operator-token");
    }

    @Test
    void asksForOtherKeysIfItIsToldTo() throws Exception {
        findings();

        Ended ended = run("--rotate");

        assertThat(ended.status()).isZero();
        assertThat(asked.getFirst()).endsWith(" {\"dryRun\":true,\"filter\":{},\"rotate\":true}");
    }

    @Test
    void showsTheProgress() throws Exception {
        findings();
        answers.add("202 " + view(REAL, "LISTING", progress(0, 0, "")));
        answers.add("200 " + view(REAL, "RUNNING", progress(50, 0, "\"etaSeconds\":2,")));
        answers.add(
                "200 "
                        + view(
                                REAL,
                                "DONE",
                                progress(97, 2, 1, "")
                                        + ",\"message\":\"98 keys were set. 2 users wait for Zoom.\""));

        Ended ended = run("--yes");

        assertThat(ended.lines().subList(6, ended.lines().size()))
                .containsExactly(
                        "Backfill " + REAL,
                        "50 %  50 of 100 keys set  39.8/s  ETA 0:02  failed 0  waiting 0",
                        "DONE  100 %  97 of 100 keys set  failed 0  waiting 2  in doubt 1  in flight 0",
                        "98 keys were set. 2 users wait for Zoom.",
                        "Who and why: GET http://127.0.0.1:%d/api/v1/backfills/%s/users?state=waiting, ?state=failed and ?state=in-doubt"
                                .formatted(service.getAddress().getPort(), REAL));
        assertThat(ended.status()).isEqualTo(2);
    }

    @Test
    void saysThatThereIsNothingToDo() throws Exception {
        answers.add("202 " + view(ID, "LISTING", progress(0, 0, "")));
        answers.add(
                "200 "
                        + view(
                                ID,
                                "DONE",
                                FOUND.replace("\"total\":100", "\"total\":0")
                                        .replace(
                                                "100 users would get a key. Nobody was touched.",
                                                "Nothing to do.")));

        Ended ended = run("--yes");

        assertThat(ended.status()).isZero();
        assertThat(ended.lines()).endsWith("Nothing to do.");
        assertThat(asked).hasSize(2);
    }

    @Test
    void pausesOne() throws Exception {
        answers.add("202 " + view(ID, "PAUSED", progress(50, 0, "")));

        Ended ended = run("--pause", ID);

        assertThat(ended)
                .isEqualTo(new Ended(0, List.of("PAUSED: 50 of 100 keys set, 0 in flight")));
        assertThat(asked)
                .containsExactly("POST /api/v1/backfills/" + ID + "/pause Bearer operator-token");
    }

    @Test
    void saysWhyItCannot() throws Exception {
        answers.add("409 {\"status\":409,\"detail\":\"the backfill has ended, it is DONE\"}");
        assertThat(run("--cancel", ID))
                .isEqualTo(
                        new Ended(
                                1,
                                List.of(
                                        "script/backfill: the service answered 409: the backfill has ended, it is DONE")));
        answers.add("401 {}");
        assertThat(run("--yes").lines().getFirst()).contains("OPERATOR_TOKEN");
        assertThat(run("--nonsense").status()).isEqualTo(64);
    }
}
