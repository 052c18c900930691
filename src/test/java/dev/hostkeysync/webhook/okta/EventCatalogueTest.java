package dev.hostkeysync.webhook.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hostkeysync.webhook.okta.EventType.Condition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCatalogueTest {

    private static final EventCatalogue CATALOGUE = EventCatalogue.load();

    @Test
    void classifiesEveryTypeOnceAndSaysWhy() {
        List<String> names = CATALOGUE.types().stream().map(EventType::name).toList();

        // As many as have the tag event-hook-eligible in Okta's catalogue 2026.08.1.
        assertThat(names).hasSize(314).isSorted().doesNotHaveDuplicates();
        assertThat(CATALOGUE.types())
                .allSatisfy(type -> assertThat(type.why()).isNotBlank().endsWith("."));
        assertThat(CATALOGUE.types())
                .filteredOn(type -> type.meaning() != Meaning.IGNORED)
                .hasSize(18);
    }

    @Test
    void neverTakesASignInForAnotherWayIn() {
        assertThat(CATALOGUE.types())
                .filteredOn(type ->
                        type.name().startsWith("user.authentication.")
                                || type.name().startsWith("user.session.")
                                || type.name().startsWith("user.identity_verification")
                                || type.name().contains("sign_on.deny")
                                || type.name().equals("user.import.password")
                                || type.name().equals("security.breached_credential.detected")
                                || type.name().equals("policy.auth_reevaluate.fail"))
                .hasSize(17)
                .allSatisfy(type -> assertThat(type.meaning()).isEqualTo(Meaning.IGNORED));
    }

    @Test
    void asksOfEveryEventOfAnAppWhichAppItIs() {
        assertThat(CATALOGUE.types())
                .filteredOn(type -> type.meaning() != Meaning.IGNORED)
                .allSatisfy(type ->
                        assertThat(type.needs(Condition.ZOOM_APP))
                                .as(type.name())
                                .isEqualTo(type.name().startsWith("application.")));
    }

    /// They cannot be hooked; whoever sends them anyway is not Okta's event hook.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "user.lifecycle.delete.completed",
                "application.user_membership.change_username",
                "user.account.update_primary_email",
                "application.provision.user.deactivate",
                "user.realm.update",
                "made.up.by.nobody",
                "",
            })
    void ignoresWhatItDoesNotKnow(String name) {
        assertThat(CATALOGUE.type(name).meaning()).isEqualTo(Meaning.IGNORED);
    }

    @Test
    void hasAGoldenPayloadForEveryTrigger() throws Exception {
        Set<String> golden;
        try (var files = Files.list(Path.of("src/test/resources/webhook/okta"))) {
            golden =
                    files.map(file -> file.getFileName().toString().replaceAll("\\.json$", ""))
                            .collect(Collectors.toSet());
        }

        assertThat(golden)
                .containsAll(
                        CATALOGUE.types().stream()
                                .filter(type -> type.meaning() != Meaning.IGNORED)
                                .map(EventType::name)
                                .toList());
    }

    @Test
    void standsInTheDocumentationRowByRow() throws Exception {
        List<String> documented =
                Files.readString(Path.of("docs/okta-event-hooks.md"))
                        .lines()
                        .filter(line -> line.startsWith("| `"))
                        .filter(line -> line.contains("."))
                        .filter(line -> line.chars().filter(c -> c == '|').count() == 5)
                        .toList();

        assertThat(documented)
                .containsExactlyElementsOf(
                        CATALOGUE.types().stream().map(EventCatalogueTest::row).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.b\tcreated\talways",
                "a.b\tborn\talways\tWhy.",
                "a.b\tcreated\tsometimes\tWhy.",
                "a.b\tignored\t-\tWhy.\na.b\tignored\t-\tWhy.",
            })
    void isNoCatalogueWithARowThatSaysNothing(String table) {
        assertThatIllegalArgumentException().isThrownBy(() -> EventCatalogue.parse(table));
    }

    private static String row(EventType type) {
        String when =
                (type.needs(Condition.ZOOM_APP) ? "of the Zoom app" : "")
                        + (type.conditions().size() == 2 ? ", " : "")
                        + (type.needs(Condition.ATTRIBUTES) ? "of login or address" : "");
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        type.name(),
                        switch (type.meaning()) {
                            case CREATED -> "**created**";
                            case DEACTIVATED -> "**deactivated**";
                            case REMOVED -> "**removed**";
                            case SIGN_IN_CHANGED -> "**sign-in changed**";
                            case IGNORED -> "–";
                        },
                        when,
                        type.why());
    }
}
