package dev.hostkeysync.common;

import java.util.Optional;
import java.util.regex.Pattern;

/// The place in a trace from which something was asked for: `traceparent` of W3C Trace Context,
/// section 3.2, version 00.
///
/// @param header as it goes on the wire, such as
///   `00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01`
public record TraceParent(String header) {

    private static final Pattern GRAMMAR =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    public TraceParent {
        if (!GRAMMAR.matcher(header).matches()) {
            throw new IllegalArgumentException("not a traceparent");
        }
    }

    /// @return empty for whatever is none of version 00
    public static Optional<TraceParent> parse(String text) {
        return GRAMMAR.matcher(text).matches()
                ? Optional.of(new TraceParent(text))
                : Optional.empty();
    }

    /// 32 hexadecimal digits.
    public String traceId() {
        return header.substring(3, 35);
    }

    /// 16 hexadecimal digits: the span that everything from here on is below.
    public String spanId() {
        return header.substring(36, 52);
    }

    /// Two hexadecimal digits; the last bit says that the trace is recorded.
    public String flags() {
        return header.substring(53);
    }

    @Override
    public String toString() {
        return header;
    }
}
