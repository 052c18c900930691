package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// A filter as it was written: RFC 7644 section 3.4.2.2.
sealed interface Filter {

    record And(List<Filter> terms) implements Filter {}

    record Or(List<Filter> terms) implements Filter {}

    record Not(Filter filter) implements Filter {}

    record Present(AttributePath path) implements Filter {}

    /// @param value text, number, boolean or null
    record Compare(AttributePath path, Operator operator, JsonNode value) implements Filter {}

    /// `emails[type eq "work" and value co "@example.com"]`: all of it holds on one and the same
    /// value.
    record ValuePath(AttributePath path, Filter filter) implements Filter {}

    enum Operator {
        EQ,
        NE,
        CO,
        SW,
        EW,
        GT,
        GE,
        LT,
        LE
    }
}
