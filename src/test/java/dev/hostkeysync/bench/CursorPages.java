package dev.hostkeysync.bench;

import dev.hostkeysync.common.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Reads the whole list page by page (RFC 9865), and again from its beginning. For one connection.
final class CursorPages extends Requests.Checked {

    private static final String NEXT = "\"nextCursor\":\"";

    /// It stands before the resources.
    private static final int HEAD_BYTES = 2_048;

    private final Secret token;
    private String cursor = "";

    CursorPages(Secret token) {
        super(200);
        this.token = token;
    }

    @Override
    public byte[] request(long number) {
        String path = "/scim/v2/Users?count=" + StoredRequests.PAGE + "&cursor=" + cursor;
        return Template.of("GET", path, token, "").bytes();
    }

    @Override
    void right(ByteBuffer body, long nanoTime) {
        byte[] bytes = new byte[Math.min(HEAD_BYTES, body.remaining())];
        body.get(body.position(), bytes);
        String head = new String(bytes, StandardCharsets.ISO_8859_1);
        int start = head.indexOf(NEXT);
        cursor =
                start < 0
                        ? ""
                        : head.substring(
                                start + NEXT.length(), head.indexOf('"', start + NEXT.length()));
    }
}
