package dev.hostkeysync.webhook.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.directory.Report;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.webhook.Notice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every file of claims in `webhook/ssf`, signed and taken.
class GoldenSetsTest {

    private static final Path FILES = Path.of("src/test/resources/webhook/ssf");
    private static final JsonMapper JSON = new JsonMapper();

    private static final Profile BEFORE =
            new Profile(
                    "zoe@example.com",
                    Optional.of(new ExternalId("00u1abcd")),
                    Optional.of(new EmailAddress("zoe@example.com")),
                    Optional.of("Zoë Müller"),
                    true,
                    """
                    {"userName":"zoe@example.com","externalId":"00u1abcd","displayName":"Zoë Müller","active":true,
                     "emails":[{"value":"zoe@example.com","type":"work","primary":true}],
                     "phoneNumbers":[{"value":"+4712345678"}]}
                    """);

    private final SsfFixture fixture = new SsfFixture();

    @TestFactory
    Stream<DynamicTest> areUnderstood() throws IOException {
        return files().stream()
                .map(file ->
                        DynamicTest.dynamicTest(
                                file.getFileName().toString(), () -> check(read(file))));
    }

    @Test
    void haveOneForEachTypeOfEvent() throws IOException {
        List<String> types =
                files().stream()
                        .map(GoldenSetsTest::read)
                        .map(file -> file.path("claims").path("events").fieldNames().next())
                        .distinct()
                        .toList();

        assertThat(types).containsAll(EventTable.ROWS.stream().map(EventTable.Row::type).toList());
    }

    private void check(JsonNode file) {
        JsonNode expected = file.path("expect");
        SsfFixture fresh = fixture;
        fresh.notices.clear();
        fresh.verifications.clear();
        fresh.outcomes.clear();

        Receipt receipt =
                fresh.receiver.receive(fresh.keys.sign(file.path("claims").toString()), _ -> true);

        assertThat(receipt).isEqualTo(new Receipt.Taken());
        String outcome = expected.path("outcome").asText();
        switch (outcome.split(" ", 2)[0]) {
            case "nothing" -> assertCounted("IGNORED");
            case "nobody" -> assertCounted("UNKNOWN_USER");
            case "stream" -> assertCounted("IGNORED");
            case "verification" -> {
                assertCounted("VALIDATION");
                assertThat(fresh.verifications)
                        .containsExactly(
                                outcome.replaceFirst("verification ?", "")
                                        + "@"
                                        + expected.path("occurredAt").asText());
            }
            default -> assertReported(file.path("claims"), expected);
        }
    }

    private void assertCounted(String outcome) {
        assertThat(fixture.outcomes).extracting(Enum::name).containsExactly(outcome);
        assertThat(fixture.notices).isEmpty();
    }

    private void assertReported(JsonNode claims, JsonNode expected) {
        assertThat(fixture.outcomes).isEmpty();
        assertThat(fixture.notices).hasSize(1);
        Notice notice = fixture.notices.getFirst();
        assertThat(notice.source()).isEqualTo("ssf");
        assertThat(notice.eventIds())
                .containsExactly(SsfFixture.ISSUER + " " + claims.path("jti").asText());
        assertThat(notice.occurredAt().truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
                .hasToString(expected.path("occurredAt").asText());
        assertThat(notice.report().getClass().getSimpleName())
                .isEqualTo(expected.path("outcome").asText());
        assertThat(SsfFixture.names(notice.report().user()))
                .isEqualTo(expected.path("user").asText());
        profile(notice.report())
                .ifPresentOrElse(
                        profile -> assertProfile(profile, expected.path("profile")),
                        () -> assertThat(expected.has("profile")).isFalse());
    }

    private static Optional<Profile> profile(Report report) {
        return switch (report) {
            case Report.Created(_, var profile) -> Optional.of(profile);
            case Report.Profiled(_, var edit) -> {
                Profile once = edit.apply(BEFORE);
                assertThat(edit.apply(BEFORE)).as("a pure function").isEqualTo(once);
                assertThat(edit.apply(once)).as("the same again").isEqualTo(once);
                assertThat(once.document()).contains("+4712345678");
                yield Optional.of(once);
            }
            default -> Optional.empty();
        };
    }

    private static void assertProfile(Profile profile, JsonNode expected) {
        assertThat(profile.userName()).isEqualTo(expected.path("userName").asText());
        assertThat(profile.externalId().map(ExternalId::value).orElse(""))
                .isEqualTo(expected.path("externalId").asText());
        assertThat(profile.email().map(EmailAddress::value).orElse(""))
                .isEqualTo(expected.path("email").asText());
        assertThat(profile.displayName().orElse(""))
                .isEqualTo(expected.path("displayName").asText());
        assertThat(profile.active()).isEqualTo(expected.path("active").asBoolean());
        assertThat(profile.document()).doesNotContain("not-to-be-kept", "schemas", "meta");
        JsonNode document = read(profile.document());
        assertThat(document.path("userName").asText()).isEqualTo(profile.userName());
        assertThat(document.path("active").asBoolean()).isEqualTo(profile.active());
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.sorted().toList();
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
