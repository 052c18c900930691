package dev.hostkeysync.reconcile.holds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.provisioning.HeldUser;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A user in a hold.
///
/// @param action `conceal` or `revoke`
/// @param acceptedAt when the request was accepted
/// @param outcome `held`, `revoked`, `reinstated`, `protected` or `dropped`
@Schema(name = "HeldUser")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HeldUserView(
        @JsonProperty UUID userId,
        @JsonProperty @Nullable String email,
        @JsonProperty String action,
        @JsonProperty String cause,
        @JsonProperty String origin,
        @JsonProperty Instant acceptedAt,
        @JsonProperty String outcome) {

    static HeldUserView of(HeldUser held, Optional<DirectoryUser> user) {
        return new HeldUserView(
                held.userId().value(),
                user.flatMap(found -> found.profile().email())
                        .map(EmailAddress::value)
                        .orElse(null),
                held.order().name().toLowerCase(Locale.ROOT),
                held.cause(),
                held.origin(),
                held.acceptedAt(),
                held.outcome().name().toLowerCase(Locale.ROOT));
    }
}
