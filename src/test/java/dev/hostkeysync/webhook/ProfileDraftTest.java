package dev.hostkeysync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileDraftTest {

    private static final String SCHEMAS =
            "\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"]";

    @Test
    void becomesAProfileThatScimCanShow() {
        Profile profile =
                new ProfileDraft(
                                Optional.of("zoe"),
                                Optional.of(new ExternalId("00u1")),
                                Optional.of(new EmailAddress("zoe@example.com")),
                                Optional.of("Zoë"),
                                Optional.of(false))
                        .profile()
                        .orElseThrow();

        assertThat(profile)
                .isEqualTo(
                        new Profile(
                                "zoe",
                                Optional.of(new ExternalId("00u1")),
                                Optional.of(new EmailAddress("zoe@example.com")),
                                Optional.of("Zoë"),
                                false,
                                "{"
                                        + SCHEMAS
                                        + ",\"userName\":\"zoe\",\"externalId\":\"00u1\",\"displayName\":\"Zoë\",\"emails\":"
                                        + "[{\"value\":\"zoe@example.com\",\"type\":\"work\",\"primary\":true}],"
                                        + "\"active\":false}"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "zoe, -, zoe, -",
                "zoe@example.com, -, zoe@example.com, zoe@example.com",
                "-, zoe@example.com, zoe@example.com, zoe@example.com",
                "zoe@corp.example, zoe@example.com, zoe@corp.example, zoe@example.com",
            })
    void takesANameForAnAddressAndTheOtherWayRound(
            String userName, String email, String name, String address) {
        Profile profile = draft(userName, email).profile().orElseThrow();

        assertThat(profile.userName()).isEqualTo(name);
        assertThat(profile.email()).isEqualTo(Optional.ofNullable(address).map(EmailAddress::new));
        assertThat(profile.active()).isTrue();
    }

    @Test
    void isNoProfileWithoutAName() {
        assertThat(draft(null, null).profile()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // What is stored has an address of its own.
                "true, -, new@example.com, zoe@example.com, new@example.com, new@example.com",
                "true, new@example.com, -, new@example.com, old@example.com, old@example.com",
                "true, -, -, zoe@example.com, old@example.com, old@example.com",
                // What is stored has none.
                "false, new@example.com, -, new@example.com, new@example.com, -",
                "false, new, -, new, zoe@example.com, -",
                "false, -, new@example.com, zoe@example.com, new@example.com, new@example.com",
            })
    void changesOnlyWhatItSays(
            boolean addressed,
            String userName,
            String email,
            String name,
            String address,
            String stored) {
        Profile before =
                new Profile(
                        "zoe@example.com",
                        Optional.of(new ExternalId("00u1")),
                        Optional.of(
                                new EmailAddress(
                                        addressed ? "old@example.com" : "zoe@example.com")),
                        Optional.of("Zoë"),
                        false,
                        addressed
                                ? "{\"title\":\"Dr\",\"emails\":[{\"value\":\"b@example.com\"},"
                                        + "{\"value\":\"old@example.com\",\"primary\":true}]}"
                                : "{\"title\":\"Dr\"}");

        Profile after = draft(userName, email).onto(before);

        assertThat(after.userName()).isEqualTo(name);
        assertThat(after.email()).contains(new EmailAddress(address));
        assertThat(after.externalId()).contains(new ExternalId("00u1"));
        assertThat(after.displayName()).contains("Zoë");
        assertThat(after.active()).isFalse();
        assertThat(after.document())
                .isEqualTo(
                        "{\"title\":\"Dr\""
                                + (addressed
                                        ? ",\"emails\":[{\"value\":\"b@example.com\"},{\"value\":\"%s\",\"primary\":true}]"
                                                .formatted(stored)
                                        : "")
                                + ","
                                + SCHEMAS
                                + ",\"userName\":\"%s\"".formatted(name)
                                + (!addressed && stored != null
                                        ? ",\"emails\":[{\"value\":\"%s\",\"type\":\"work\",\"primary\":true}]"
                                                .formatted(stored)
                                        : "")
                                + ",\"active\":false}");
    }

    private static ProfileDraft draft(
            @org.jspecify.annotations.Nullable String userName,
            @org.jspecify.annotations.Nullable String email) {
        return new ProfileDraft(
                Optional.ofNullable(userName),
                Optional.empty(),
                Optional.ofNullable(email).map(EmailAddress::new),
                Optional.empty(),
                Optional.empty());
    }
}
