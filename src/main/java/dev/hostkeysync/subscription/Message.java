package dev.hostkeysync.subscription;

import java.util.Map;

/// A request to be POSTed.
///
/// @param headers `Content-Type` among them; never `Host`, `Content-Length` or the like, which the
///   engine sets. May hold secrets: they are not logged
@SuppressWarnings("ArrayRecordComponent") // sent once, never compared
public record Message(Map<String, String> headers, byte[] body) {

    public Message {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "Message[" + body.length + " bytes]";
    }
}
