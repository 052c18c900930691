package dev.hostkeysync.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A body of the conversation, from `src/test/resources/conversation`, with its `${…}` filled in.
final class RequestBody {

    private RequestBody() {}

    static String of(String file, Person person, Map<String, String> more) {
        String text = read(file);
        for (var entry : values(person).entrySet()) {
            text = text.replace("${" + entry.getKey() + "}", entry.getValue());
        }
        for (var entry : more.entrySet()) {
            text = text.replace("${" + entry.getKey() + "}", entry.getValue());
        }
        if (text.contains("${")) {
            throw new IllegalStateException(file + " has a ${…} that nobody fills in");
        }
        return text;
    }

    private static Map<String, String> values(Person person) {
        return Map.of(
                "firstName", person.firstName,
                "lastName", person.lastName,
                "email", person.email,
                "userName", person.userName,
                "userId", person.userId,
                "zoomUserId", person.zoomUserId,
                // Stable, as the provider's own id of the user is.
                "externalId", Integer.toHexString(person.email.hashCode()));
    }

    private static String read(String file) {
        try (InputStream in = RequestBody.class.getResourceAsStream("/conversation/" + file)) {
            if (in == null) {
                throw new IllegalStateException("there is no conversation/" + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
