package dev.hostkeysync.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The ids of the users made so far, as they stand in the answers. For one thread.
final class UserIds {

    /// Characters of an id.
    static final int LENGTH = 36;

    private static final byte[] MEMBER = "\"id\":\"".getBytes(StandardCharsets.US_ASCII);

    private final List<byte[]> ids = new ArrayList<>();

    /// Takes the id out of the answer to a creation.
    byte[] add(ByteBuffer body) {
        byte[] id = new byte[LENGTH];
        body.get(indexOfId(body), id);
        ids.add(id);
        return id;
    }

    /// One of them for each number, in turn.
    byte[] get(long number) {
        return ids.get((int) (number % ids.size()));
    }

    int size() {
        return ids.size();
    }

    private static int indexOfId(ByteBuffer body) {
        for (int at = body.position(); at + MEMBER.length + LENGTH <= body.limit(); at++) {
            int same = 0;
            while (same < MEMBER.length && body.get(at + same) == MEMBER[same]) {
                same++;
            }
            if (same == MEMBER.length) {
                return at + same;
            }
        }
        throw new IllegalStateException("an answer to a creation has no id");
    }
}
