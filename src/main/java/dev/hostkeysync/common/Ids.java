package dev.hostkeysync.common;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/// Where new ids come from; a constructor argument, so that a test can say which id comes next.
@FunctionalInterface
public interface Ids {

    UUID next();

    /// UUID version 7 (RFC 9562 section 5.7): ordered by time, so that new rows land at the end of
    /// an index.
    static Ids timeOrdered() {
        return UuidCreator::getTimeOrderedEpoch;
    }
}
