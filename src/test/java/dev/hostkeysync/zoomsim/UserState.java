package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where a user of the account stands, as `status` says it.
public enum UserState {
    ACTIVE,
    /// Invited, and has not accepted.
    PENDING,
    /// Deactivated.
    INACTIVE;

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
