package dev.hostkeysync.stack;

import dev.hostkeysync.common.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Where a conversation takes place, and everything there is to observe.
///
/// @param apiToken of somebody who may read host keys
/// @param patience how long each consequence may take
record Stage(
        Caller service,
        Events lifecycle,
        Events hostKeys,
        SimulatedZoom zoom,
        Secret apiToken,
        Duration patience) {

    private static final long LOOK_AGAIN_MILLIS = 20;

    Answer reveal(Person person) {
        return service.send(
                new Call(
                        "GET",
                        "/api/v1/host-keys/" + ScimClient.encoded(person.email),
                        Map.of("Authorization", "Bearer " + apiToken.reveal()),
                        ""));
    }

    /// Asks again and again until there is an answer or the patience is at its end.
    <T> Optional<T> eventually(Supplier<Optional<T>> question) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<T> answer = question.get();
        while (answer.isEmpty() && System.nanoTime() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            answer = question.get();
        }
        return answer;
    }
}
