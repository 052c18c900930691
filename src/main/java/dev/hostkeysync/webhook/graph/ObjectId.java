package dev.hostkeysync.webhook.graph;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The id of an object of a tenant: a GUID, in lower case. Never given to another object.
record ObjectId(String value) {

    private static final Pattern GUID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    ObjectId {
        if (!GUID.matcher(value).matches()) {
            throw new IllegalArgumentException("not the id of an object");
        }
    }

    static Optional<ObjectId> parse(String text) {
        String id = text.strip().toLowerCase(Locale.ROOT);
        return GUID.matcher(id).matches() ? Optional.of(new ObjectId(id)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
