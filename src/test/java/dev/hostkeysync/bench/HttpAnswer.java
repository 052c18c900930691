package dev.hostkeysync.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// An answer of HTTP/1.1 with a length, which is all that the service sends.
record HttpAnswer(int status, ByteBuffer body) {

    private static final String LENGTH = "\r\ncontent-length:";

    /// @param bytes from the first one of the answer
    /// @return empty while it is not whole
    static Optional<HttpAnswer> in(ByteBuffer bytes) {
        int body = endOfHead(bytes);
        if (body < 0) {
            return Optional.empty();
        }
        byte[] head = new byte[body];
        bytes.get(0, head);
        String text = new String(head, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int status =
                Integer.parseInt(text.substring("http/1.1 ".length(), "http/1.1 200".length()));
        int length = length(text, status);
        if (bytes.limit() < body + length) {
            return Optional.empty();
        }
        return Optional.of(new HttpAnswer(status, bytes.slice(body, length)));
    }

    private static int endOfHead(ByteBuffer bytes) {
        for (int i = 3; i < bytes.limit(); i++) {
            if (bytes.get(i) == '\n' && bytes.get(i - 2) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int length(String head, int status) {
        int at = head.indexOf(LENGTH);
        if (at < 0 && status != 204 && status != 304) {
            throw new IllegalStateException("an answer " + status + " without a length");
        }
        return at < 0
                ? 0
                : Integer.parseInt(
                        head.substring(at + LENGTH.length(), head.indexOf('\r', at + 2)).strip());
    }
}
