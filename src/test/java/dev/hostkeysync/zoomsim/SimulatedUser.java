package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A user of the simulated account.
///
/// @param id 22 characters, as Zoom's
/// @param type 1 = Basic, 2 = Licensed
/// @param hostKeys every host key the user ever had, oldest first. Shown as it is: these keys open
///   nothing, and tests must compare them
public record SimulatedUser(
        String id,
        String email,
        int type,
        UserState status,
        String firstName,
        String lastName,
        Instant createdAt,
        List<HostKeyChange> hostKeys) {

    /// The key the user has now; null = never set.
    @JsonProperty
    public @Nullable String hostKey() {
        return hostKeys.isEmpty() ? null : hostKeys.getLast().hostKey();
    }

    public String displayName() {
        return (firstName + " " + lastName).strip();
    }

    boolean isLicensed() {
        return type == UserFields.LICENSED;
    }

    SimulatedUser with(UserFields fields, Instant now) {
        return new SimulatedUser(
                id,
                Objects.requireNonNullElse(fields.email(), email),
                Objects.requireNonNullElse(fields.type(), type),
                Objects.requireNonNullElse(fields.status(), status),
                Objects.requireNonNullElse(fields.firstName(), firstName),
                Objects.requireNonNullElse(fields.lastName(), lastName),
                createdAt,
                withHostKey(fields.hostKey(), now));
    }

    private List<HostKeyChange> withHostKey(@Nullable String added, Instant now) {
        if (added == null) {
            return hostKeys;
        }
        List<HostKeyChange> all = new ArrayList<>(hostKeys);
        all.add(new HostKeyChange(added, now));
        return List.copyOf(all);
    }
}
