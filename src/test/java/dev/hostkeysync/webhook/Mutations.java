package dev.hostkeysync.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Texts made from good ones, each time another few pieces cut, doubled, swapped or replaced.
public final class Mutations {

    /// What breaks parsers that trust their input.
    private static final List<String> PIECES =
            List.of(
                    "",
                    "\"",
                    "\\",
                    "\\u0000",
                    "\\ud800",
                    "{",
                    "}",
                    "[",
                    "]",
                    ":",
                    ",",
                    "null",
                    "true",
                    "-1",
                    "1e999",
                    "99999999999999999999",
                    "\"x\"",
                    "[[[[[[[[",
                    "{\"a\":",
                    " ",
                    "\t",
                    "\u00e9",
                    "\ufeff",
                    "9999-12-31T23:59:59Z",
                    "-999999999-01-01T00:00:00Z",
                    "user.lifecycle.create",
                    "unknown");

    private final Random random;
    private final List<byte[]> seeds;

    public Mutations(Random random, List<byte[]> seeds) {
        this.random = random;
        this.seeds = seeds;
    }

    public byte[] next() {
        byte[] text = seeds.get(random.nextInt(seeds.size()));
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            text = mutated(text);
        }
        return text;
    }

    private byte[] mutated(byte[] text) {
        int from = random.nextInt(text.length + 1);
        int to = Math.min(text.length, from + random.nextInt(12));
        byte[] between =
                switch (random.nextInt(6)) {
                    case 0 -> new byte[0];
                    case 1 -> twice(text, from, to);
                    case 2 -> {
                        byte[] noise = new byte[random.nextInt(4)];
                        random.nextBytes(noise);
                        yield noise;
                    }
                    case 3 -> {
                        byte[] other = seeds.get(random.nextInt(seeds.size()));
                        int at = random.nextInt(other.length + 1);
                        yield Arrays.copyOfRange(
                                other, at, Math.min(other.length, at + random.nextInt(200)));
                    }
                    default ->
                            PIECES.get(random.nextInt(PIECES.size()))
                                    .getBytes(StandardCharsets.UTF_8);
                };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(text, 0, from);
        out.writeBytes(between);
        out.write(text, to, text.length - to);
        return out.toByteArray();
    }

    private static byte[] twice(byte[] text, int from, int to) {
        byte[] piece = Arrays.copyOfRange(text, from, to);
        byte[] both = Arrays.copyOf(piece, 2 * piece.length);
        System.arraycopy(piece, 0, both, piece.length, piece.length);
        return both;
    }
}
