package dev.hostkeysync.bench;

import dev.hostkeysync.common.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// An HTTP/1.1 request that is built once; only a number and a user id change from one to the next,
/// and they are written into the bytes.
///
/// @param numbers where the eight digits of the number stand
/// @param ids where the 36 characters of the id stand
@SuppressWarnings("ArrayRecordComponent") // never compared
record Template(byte[] bytes, List<Integer> numbers, List<Integer> ids) {

    /// Stands for the number.
    static final String NUMBER = "########";

    /// Stands for the id.
    static final String ID = "~".repeat(UserIds.LENGTH);

    /// @param path percent-encoded
    /// @param body empty for none
    static Template of(String method, String path, Secret token, String body) {
        String head =
                """
                %s %s HTTP/1.1
                Host: 127.0.0.1
                User-Agent: bench
                Authorization: Bearer %s
                """
                        .formatted(method, path, token.reveal());
        String entity =
                """
                Content-Type: application/scim+json
                Content-Length: %d
                """
                        .formatted(body.getBytes(StandardCharsets.UTF_8).length);
        String text = (head + (body.isEmpty() ? "" : entity) + "\n").replace("\n", "\r\n") + body;
        return new Template(
                text.getBytes(StandardCharsets.UTF_8), places(text, NUMBER), places(text, ID));
    }

    byte[] fill(long number, byte[] id) {
        byte[] request = bytes.clone();
        for (int place : numbers) {
            long rest = number;
            for (int i = place + NUMBER.length() - 1; i >= place; i--) {
                request[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        for (int place : ids) {
            System.arraycopy(id, 0, request, place, UserIds.LENGTH);
        }
        return request;
    }

    // In characters, which in our requests are bytes.
    private static List<Integer> places(String text, String mark) {
        List<Integer> places = new ArrayList<>();
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length())) {
            places.add(at);
        }
        return List.copyOf(places);
    }
}
