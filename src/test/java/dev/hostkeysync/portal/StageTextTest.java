package dev.hostkeysync.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.FieldFault;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.reconcile.users.KeyStanding;
import dev.hostkeysync.reconcile.users.KeyStanding.Stage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StageTextTest {

    @ParameterizedTest
    @EnumSource
    void everyStageSaysWhatIsSoAndWhy(Stage stage) {
        StageText text = StageText.of(stage);

        assertThat(text.tone()).matches("(good|warn|bad)( busy)?");
        assertThat(text.state()).isNotBlank().doesNotEndWith(".");
        assertThat(text.detail()).endsWith(".").hasSizeGreaterThan(60);
        assertThat(text.tone().endsWith("busy")).isEqualTo(stage.isPassing());
    }

    @Test
    void noTwoStagesReadTheSame() {
        assertThat(Arrays.stream(Stage.values()).map(StageText::of).map(StageText::state))
                .doesNotHaveDuplicates();
    }

    @Test
    void aKeyIsShownOnlyWhereItIsValid() {
        assertThat(Arrays.stream(Stage.values()).filter(Stage::isShown))
                .containsExactly(Stage.READY, Stage.BEING_REPLACED);
    }

    @Test
    void aProtectedKeyCannotBeReplaced() {
        assertThat(view(Stage.READY, false).replaceable()).isTrue();
        assertThat(view(Stage.DRIFTED, false).replaceable()).isTrue();
        assertThat(view(Stage.READY, true).replaceable()).isFalse();
        assertThat(view(Stage.IN_DOUBT, false).replaceable()).isFalse();
    }

    private static OwnKeyView view(Stage stage, boolean isProtected) {
        return OwnKeyView.of(
                "zoe@example.com",
                new KeyStanding(
                        stage,
                        3,
                        Optional.of(Instant.EPOCH),
                        "max-age",
                        Optional.empty(),
                        isProtected));
    }

    @Test
    void problemsBecomeSentencesForPeople() {
        ProblemText faults =
                ProblemText.of(
                        Problem.of("bad-request", 400, "Bad")
                                .detail("meetingId must be digits")
                                .errors(
                                        List.of(
                                                new FieldFault(
                                                        "/meetingId",
                                                        "meetingId must be digits"))));
        ProblemText ours = ProblemText.of(Problems.INTERNAL_ERROR);

        assertThat(faults.faults()).containsExactly("The meeting ID must be digits.");
        assertThat(ours.detail()).startsWith("This is our fault, not yours.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no-key-yet", "host-key-drifted", "rotation-in-doubt", "too-many-reveals"})
    void peopleAreToldNothingOfTheApi(String type) {
        ProblemText text =
                ProblemText.of(
                        Problem.of(type, 409, "The user has none")
                                .detail(
                                        "GET /api/v1/host-keys/{user}/status tells HOSTKEY_ON_DRIFT"));

        assertThat(text.status()).isEqualTo(409);
        assertThat(text.detail()).doesNotContain("/api/", "_").endsWith(".");
    }

    @Test
    void whatTellsDigitsDoesNotPrintThem() {
        Revealed key = new Revealed("482093", 30);

        assertThat(key.spoken()).isEqualTo("4 8 2 0 9 3");
        assertThat(key).hasToString("Revealed[redacted]");
    }
}
