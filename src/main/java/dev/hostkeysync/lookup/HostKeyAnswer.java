package dev.hostkeysync.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The revealed key as JSON: the one answer that carries digits. Its `toString` does not.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "HostKey")
record HostKeyAnswer(
        @JsonProperty User user,
        @JsonProperty @Nullable String hostKey,
        @JsonProperty @Nullable String candidate,
        @JsonProperty long version,
        @JsonProperty String state,
        @JsonProperty @Nullable Instant changedAt,
        @JsonProperty boolean rotating) {

    @Schema(name = "HostKeyUser")
    record User(
            @JsonProperty String id,
            @JsonProperty @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String email,
            @JsonProperty @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String zoomUserId) {

        static User of(DirectoryUser user) {
            return new User(
                    user.id().toString(),
                    user.profile().email().map(EmailAddress::value).orElse(null),
                    user.zoomUserId().map(ZoomUserId::value).orElse(null));
        }
    }

    static HostKeyAnswer certain(Finding.Certain finding, HostKeyDigits digits) {
        return new HostKeyAnswer(
                User.of(finding.user()),
                digits.reveal(),
                null,
                finding.key().version(),
                "ACTIVE",
                finding.key().activatedAt(),
                finding.rotating());
    }

    static HostKeyAnswer inDoubt(
            Finding.InDoubt finding, Optional<HostKeyDigits> digits, HostKeyDigits candidate) {
        return new HostKeyAnswer(
                User.of(finding.user()),
                digits.map(HostKeyDigits::reveal).orElse(null),
                candidate.reveal(),
                finding.candidate().version(),
                "IN_DOUBT",
                finding.key().map(key -> key.activatedAt()).orElse(null),
                true);
    }

    @Override
    public String toString() {
        return "HostKeyAnswer[user " + user.id() + ", version " + version + ", " + state + "]";
    }
}
