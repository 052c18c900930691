package dev.hostkeysync.provisioning;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is kept of a record, as one block of bytes to be sealed: nobody knows what somebody put
/// into it.
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
record DeadContent(byte @Nullable [] key, Map<String, String> headers, byte @Nullable [] value) {

    /// Of key, headers and value together.
    long bytes() {
        long sum = (key == null ? 0 : key.length) + (value == null ? 0L : value.length);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            sum += utf8(header.getKey()).length + utf8(header.getValue()).length;
        }
        return sum;
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, key);
            out.writeInt(headers.size());
            for (Map.Entry<String, String> header : headers.entrySet()) {
                write(out, utf8(header.getKey()));
                write(out, utf8(header.getValue()));
            }
            write(out, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static DeadContent of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte[] key = read(in);
            Map<String, String> headers = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                headers.put(text(read(in)), text(read(in)));
            }
            return new DeadContent(key, headers, read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, byte @Nullable [] part) throws IOException {
        out.writeInt(part == null ? -1 : part.length);
        if (part != null) {
            out.write(part);
        }
    }

    private static byte @Nullable [] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : in.readNBytes(length);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte @Nullable [] part) {
        return part == null ? "" : new String(part, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "DeadContent[redacted]";
    }
}
