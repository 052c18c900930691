package dev.hostkeysync.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Whoever sends requests to the service.
@FunctionalInterface
interface Caller {

    /// The answer's status is 0 when there was none.
    Answer send(Call call);

    static Caller over(HttpClient http, URI service) {
        return call -> {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(service.resolve(call.path()))
                            .timeout(Duration.ofSeconds(10))
                            .method(
                                    call.method(),
                                    call.body().isEmpty()
                                            ? HttpRequest.BodyPublishers.noBody()
                                            : HttpRequest.BodyPublishers.ofString(call.body()));
            call.headers().forEach(request::header);
            try {
                var response = http.send(request.build(), BodyHandlers.ofString());
                return new Answer(response.statusCode(), response.body());
            } catch (IOException e) {
                return new Answer(0, "");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Answer(0, "");
            }
        };
    }
}
