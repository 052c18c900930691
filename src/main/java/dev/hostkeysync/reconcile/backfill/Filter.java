package dev.hostkeysync.reconcile.backfill;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostkeysync.identity.EmailAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Whom a backfill is about. What is given must all be so; of the two lists one is enough.
///
/// @param department as Zoom tells it, without regard to case
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "BackfillFilter", description = "Whom it is about; empty = everybody")
public record Filter(
        @JsonProperty @Schema(examples = "example.com") @Nullable String emailDomain,
        @JsonProperty @Schema(examples = "Sales") @Nullable String department,
        @JsonProperty @Schema(description = "At most 1000") @Nullable Set<String> zoomUserIds,
        @JsonProperty @Schema(description = "At most 1000") @Nullable Set<String> emails) {

    static final Filter EVERYBODY = new Filter(null, null, null, null);

    public Filter {
        emailDomain = emailDomain == null ? null : key(emailDomain);
        zoomUserIds = zoomUserIds == null ? null : Set.copyOf(zoomUserIds);
        emails =
                emails == null
                        ? null
                        : emails.stream().map(Filter::key).collect(Collectors.toUnmodifiableSet());
    }

    boolean matches(Listed one) {
        Optional<String> email = one.email().map(EmailAddress::key);
        return (emailDomain == null
                        || email.filter(key -> key.endsWith("@" + emailDomain)).isPresent())
                && (department == null
                        || one.department().filter(department::equalsIgnoreCase).isPresent())
                && isNamed(one, email);
    }

    private boolean isNamed(Listed one, Optional<String> email) {
        return (zoomUserIds == null && emails == null)
                || (zoomUserIds != null
                        && one.zoomUserId()
                                .filter(id -> zoomUserIds.contains(id.value()))
                                .isPresent())
                || (emails != null && email.filter(emails::contains).isPresent());
    }

    /// For the audit trail, which names no persons who are only in a list.
    public String told() {
        return List.of(
                        emailDomain == null ? "" : "domain " + emailDomain,
                        department == null ? "" : "department " + department,
                        zoomUserIds == null ? "" : zoomUserIds.size() + " Zoom ids",
                        emails == null ? "" : emails.size() + " e-mail addresses")
                .stream()
                .filter(part -> !part.isEmpty())
                .collect(
                        Collectors.collectingAndThen(
                                Collectors.joining(", "),
                                text -> text.isEmpty() ? "everybody" : text));
    }

    private static String key(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
