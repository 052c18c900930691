package dev.hostkeysync.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hostkeysync.golden.Step.Exchange;
import dev.hostkeysync.golden.Step.Expected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;

/// Plays one conversation, step by step: the client's part over HTTP, and what must come of it.
final class Player {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String AUTHORIZATION = "Authorization";

    private final Memory memory = new Memory();
    private final Conversation conversation;
    private final HttpClient http;
    private final String url;
    private final HostKeys hostKeys;
    private boolean failedBefore;

    /// @param url of the service, without a slash at its end
    /// @param scimToken of whoever provisions users
    /// @param readerToken of whoever reads host keys, and may do nothing else
    Player(Conversation conversation, String url, String scimToken, String readerToken) {
        this.conversation = conversation;
        this.http =
                HttpClient.newBuilder()
                        .version(conversation.upgrade() ? Version.HTTP_2 : Version.HTTP_1_1)
                        .build();
        this.url = url;
        this.hostKeys = new HostKeys(http, url, readerToken);
        String run = UUID.randomUUID().toString().substring(0, 8);
        memory.keep("run", run);
        memory.keep("RUN", run.toUpperCase(Locale.ROOT));
        memory.keep("base", url + "/scim/v2");
        memory.keep("token", scimToken);
        memory.keep("otherToken", readerToken);
    }

    /// @throws AssertionError that tells what was sent, what was answered and what is wrong with it
    void play(Step step) {
        try {
            switch (step.action()) {
                case Exchange exchange -> exchange(exchange);
                case Step.HostKey hostKey -> hostKeys.await(hostKey.filled(memory));
            }
        } catch (Memory.UnknownName e) {
            if (failedBefore) {
                throw new TestAbortedException(e.getMessage());
            }
            throw e;
        } catch (AssertionError e) {
            failedBefore = true;
            throw new AssertionError(
                    "%s '%s': %s".formatted(conversation.name(), step.does(), e.getMessage()), e);
        }
    }

    private void exchange(Exchange exchange) {
        Map<String, String> headers = headers(exchange);
        String body = exchange.body().text(memory);
        if (!body.isEmpty()) {
            headers.putIfAbsent("Content-Type", "application/scim+json");
        }
        URI uri = URI.create(url + "/scim/v2" + memory.fill(exchange.path()) + query(exchange));
        Answer answer = send(exchange.method(), uri, headers, body);
        List<String> wrong = new ArrayList<>(differences(exchange.expected(), answer));
        wrong.addAll(Always.faults(answer, headers.getOrDefault("Accept", ""), hostKeys.digits()));
        if (answer.status() < 300) {
            exchange.as().ifPresent(name -> memory.keep(name, answer.json()));
        }
        if (!wrong.isEmpty()) {
            throw new AssertionError(
                    hostKeys.withoutDigits(
                            "%s%n  sent: %s %s %s%n    %s%n  answered: %d %s%n    %s"
                                    .formatted(
                                            String.join("\n  ", wrong),
                                            exchange.method(),
                                            uri,
                                            shown(headers),
                                            body.length() > 10_000 ? "(much)" : body,
                                            answer.status(),
                                            answer.headers(),
                                            answer.body())));
        }
    }

    private List<String> differences(Expected expected, Answer answer) {
        List<String> wrong = new ArrayList<>();
        if (expected.status() != answer.status()) {
            wrong.add(
                    "expected the status %d, but it is %d"
                            .formatted(expected.status(), answer.status()));
        }
        expected.headers()
                .forEach((name, value) -> {
                    String actual = answer.header(name.toLowerCase(Locale.ROOT));
                    if (!Expectation.fits(memory.fill(value), actual)) {
                        wrong.add(name + ": expected " + value + ", but it is " + actual);
                    }
                });
        expected.body()
                .map(body -> Expectation.differences(memory.fill(body), answer.json()))
                .ifPresent(wrong::addAll);
        return wrong;
    }

    private Answer send(String method, URI uri, Map<String, String> headers, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri)
                        .timeout(PATIENCE)
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return Answer.of(http.send(request.build(), BodyHandlers.ofString(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// An empty value takes a header away.
    private Map<String, String> headers(Exchange exchange) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put(AUTHORIZATION, "Bearer ${token}");
        headers.putAll(conversation.headers());
        headers.putAll(exchange.headers());
        headers.values().removeIf(String::isEmpty);
        headers.replaceAll((_, value) -> memory.fill(value));
        return headers;
    }

    private static String shown(Map<String, String> headers) {
        Map<String, String> shown = new TreeMap<>(headers);
        shown.remove(AUTHORIZATION);
        return shown.toString();
    }

    private String query(Exchange exchange) {
        return exchange.query().isEmpty()
                ? ""
                : exchange.query().entrySet().stream()
                        .map(one -> one.getKey() + "=" + encoded(memory.fill(one.getValue())))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }
}
