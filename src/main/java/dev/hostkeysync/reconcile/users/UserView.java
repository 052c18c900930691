package dev.hostkeysync.reconcile.users;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.provisioning.Lane;
import dev.hostkeysync.provisioning.SyncStanding;
import dev.hostkeysync.provisioning.SyncState;
import dev.hostkeysync.provisioning.Wanted;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One user as JSON. There is no field that could hold digits (invariant I4).
///
/// @param state what the user has, as far as Zoom confirmed it
/// @param version of that key; without one, of the key on its way
/// @param changedAt when Zoom confirmed it
/// @param rotating whether another key is on its way
/// @param drifted whether somebody else has set another key at Zoom since
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "HostKeyStatus", description = "One user and their key, without digits")
record UserView(
        @JsonProperty User user,
        @JsonProperty KeyState state,
        @JsonProperty @Nullable Long version,
        @JsonProperty @Nullable Instant changedAt,
        @JsonProperty boolean rotating,
        @JsonProperty boolean drifted,
        @JsonProperty("protected") boolean isProtected,
        @JsonProperty @Nullable Work sync) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "HostKeyStatusUser")
    record User(
            @JsonProperty String id,
            @JsonProperty @Nullable String email,
            @JsonProperty @Nullable String zoomUserId,
            @JsonProperty UserStatus status) {}

    /// @param nextAttemptAt in the past = as soon as the budget allows
    /// @param bulk whether the event will say that it is one of many
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "HostKeyWork", description = "How the work at Zoom stands")
    record Work(
            @JsonProperty SyncState state,
            @JsonProperty Wanted wanted,
            @JsonProperty String cause,
            @JsonProperty @Nullable String reason,
            @JsonProperty int attempts,
            @JsonProperty Instant acceptedAt,
            @JsonProperty @Nullable Instant nextAttemptAt,
            @JsonProperty @Nullable Instant inDoubtSince,
            @JsonProperty
                    @Schema(
                            implementation = String.class,
                            enumeration = {"live", "batch"})
                    String lane,
            @JsonProperty boolean bulk) {

        static Work of(SyncStanding standing) {
            return new Work(
                    standing.state(),
                    standing.wanted(),
                    standing.cause(),
                    standing.reason().orElse(null),
                    standing.attempts(),
                    standing.acceptedAt(),
                    standing.nextAttemptAt().orElse(null),
                    standing.inDoubtSince().orElse(null),
                    lane(standing.lane()),
                    standing.lane().bulk());
        }

        private static String lane(Lane lane) {
            return lane.share().isEmpty() ? "live" : "batch";
        }
    }

    static UserView of(UserKey one) {
        return new UserView(
                new User(
                        one.user().id().toString(),
                        one.user().profile().email().map(EmailAddress::value).orElse(null),
                        one.user().zoomUserId().map(ZoomUserId::value).orElse(null),
                        one.user().status()),
                one.keyState(),
                one.active()
                        .<Long>map(HostKey.Active::version)
                        .or(() -> one.pending().map(HostKey.Pending::version))
                        .orElse(null),
                one.active().map(HostKey.Active::activatedAt).orElse(null),
                one.pending().isPresent(),
                one.active().flatMap(HostKey.Active::driftedAt).isPresent(),
                one.isProtected(),
                one.work().map(Work::of).orElse(null));
    }
}
