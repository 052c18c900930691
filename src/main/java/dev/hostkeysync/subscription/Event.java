package dev.hostkeysync.subscription;

import java.time.Instant;
import java.util.regex.Pattern;

/// What a subscriber is to be told.
///
/// @param id the same on every delivery, so that a receiver can drop what it has seen: the `ce_id`
///   of an event of the topic. Letters, digits, `_` and `-` only: it is signed as a part between
///   full stops
/// @param type a name such as `dev.hostkeysync.host-key.changed.v1`, or a URI
/// @param subject whom it is about, our id of the user; events of one subject are told in order
///   where that costs nothing
/// @param data a JSON object
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record Event(String id, String type, Instant occurredAt, String subject, byte[] data) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9._:/-]{1,200}");

    public Event {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not the id of an event");
        }
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("not the type of an event");
        }
    }

    @Override
    public String toString() {
        return "Event[" + id + ", " + type + "]";
    }
}
