package dev.hostkeysync.webhook.standard;

import static dev.hostkeysync.webhook.standard.StandardWebhooks.NEXT;
import static dev.hostkeysync.webhook.standard.StandardWebhooks.NOW;
import static dev.hostkeysync.webhook.standard.StandardWebhooks.endpoint;
import static dev.hostkeysync.webhook.standard.StandardWebhooks.headers;
import static dev.hostkeysync.webhook.standard.StandardWebhooks.send;
import static dev.hostkeysync.webhook.standard.StandardWebhooks.signed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.directory.Report;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.testing.CapturedLogs;
import dev.hostkeysync.webhook.Outcome;
import dev.hostkeysync.webhook.RecordingIntake;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardWebhookTest {

    private static final String REMOVED =
            "{\"type\":\"user.removed\",\"timestamp\":\"2026-11-16T18:15:12Z\",\"data\":{\"user\":{\"externalId\":\"7\"}}}";

    private final RecordingIntake intake = new RecordingIntake();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "TYPE | 'user.removed' | {'externalId':'7'} | 204 | CHANGED | -",
                "TYPE | 'user.removed' | {'externalId':'7','email':null,'title':'Dr'} | 204 | CHANGED | -",
                "TYPE | 'invoice.paid' | 7 | 204 | IGNORED | -",
                "TYPE | '' | 7 | 204 | IGNORED | -",
                "TYPE | 7 | {'externalId':'7'} | 400 | MALFORMED | The body is not a JSON object with a type.",
                "TYPE | 'user.removed' | {} | 400 | MALFORMED | data.user names nobody.",
                "TYPE | 'user.removed' | {'displayName':'Zoe','active':true} | 400 | MALFORMED | data.user names nobody.",
                "TYPE | 'user.removed' | 'zoe' | 400 | MALFORMED | data.user is missing.",
                "TYPE | 'user.removed' | null | 400 | MALFORMED | data.user is missing.",
                "TYPE | 'user.removed' | {'id':'7'} | 400 | MALFORMED | data.user.id is not what it must be.",
                "TYPE | 'user.removed' | {'zoomUserId':'a b'} | 400 | MALFORMED | data.user.zoomUserId is not what it must be.",
                "TYPE | 'user.removed' | {'externalId':''} | 400 | MALFORMED | data.user.externalId is not what it must be.",
                "TYPE | 'user.removed' | {'externalId':7} | 400 | MALFORMED | data.user.externalId is not what it must be.",
                "TYPE | 'user.removed' | {'userName':'a\\u0000'} | 400 | MALFORMED | data.user.userName is not what it must be.",
                "TYPE | 'user.removed' | {'userName':'a','email':'a'} | 400 | MALFORMED | data.user.email is not what it must be.",
                "TYPE | 'user.removed' | {'userName':'a','active':'yes'} | 400 | MALFORMED | data.user.active is not what it must be.",
                "TYPE | 'user.created' | {'externalId':'7'} | 400 | MALFORMED | A new user needs a userName or an email.",
                "BODY | - | {'type':'user.removed','data':{'user':{'externalId':'7'}}} | 400 | MALFORMED | timestamp is not a time of RFC 3339.",
                "BODY | - | {'type':'user.removed','timestamp':1763316912,'data':{'user':{'externalId':'7'}}} | 400 | MALFORMED |"
                        + " timestamp is not a time of RFC 3339.",
                "BODY | - | {'type':'user.removed','timestamp':'2026-11-16T18:15:12Z'} | 400 | MALFORMED | data.user is missing.",
                "BODY | - | [] | 400 | MALFORMED | The body is not a JSON object with a type.",
                "BODY | - | nonsense | 400 | MALFORMED | The body is not a JSON object with a type.",
            },
            quoteCharacter = '`')
    void answers(
            String form, String type, String text, int status, Outcome counted, String detail) {
        String body =
                (form.equals("BODY")
                                ? text
                                : "{'type':%s,'timestamp':'2026-11-16T18:15:12Z','data':{'user':%s}}"
                                        .formatted(type, text))
                        .replace('\'', '"');

        Optional<ProblemException> refusal =
                Optional.ofNullable(
                        catchThrowableOfType(
                                ProblemException.class,
                                () ->
                                        endpoint(intake)
                                                .receive(
                                                        headers("e", body.getBytes(UTF_8)),
                                                        body.getBytes(UTF_8))));

        assertThat(refusal.map(e -> e.problem().status()).orElse(204)).isEqualTo(status);
        assertThat(refusal.flatMap(e -> e.problem().detail()))
                .isEqualTo(Optional.ofNullable(detail));
        assertThat(intake.outcomes()).containsExactly(counted);
    }

    @Test
    void answersUnauthorizedWithoutProofWhateverTheBody() {
        byte[] body = REMOVED.getBytes(UTF_8);
        String now = Long.toString(NOW.getEpochSecond());
        String stranger = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

        assertThat(send(endpoint(intake), signed("e", now, stranger, body), body)).isEqualTo(401);
        assertThat(send(endpoint(intake), signed("e", now, NEXT, body), new byte[0]))
                .isEqualTo(401);
        assertThat(
                        send(
                                endpoint(intake),
                                signed("e", Long.toString(NOW.getEpochSecond() - 301), NEXT, body),
                                body))
                .isEqualTo(401);
        assertThat(send(endpoint(intake), new StandardSignature.Headers(null, null, null), body))
                .isEqualTo(401);
        assertThat(intake.outcomes())
                .containsExactlyElementsOf(java.util.Collections.nCopies(4, Outcome.REFUSED));
        assertThat(send(endpoint(intake), signed("e", now, NEXT, body), body)).isEqualTo(204);
    }

    @Test
    void saysOnceAMinuteThatSomethingWasRefused() {
        StandardWebhook endpoint = endpoint(intake);
        try (CapturedLogs logs = CapturedLogs.everything()) {
            assertThat(send(endpoint, new StandardSignature.Headers(null, null, null), new byte[0]))
                    .isEqualTo(401);
            assertThat(send(endpoint, new StandardSignature.Headers(null, null, null), new byte[0]))
                    .isEqualTo(401);

            assertThat(logs.text().split("Refused a request", -1)).hasSize(2);
        }
    }

    @Test
    void answersNotFoundWhileItIsOff() {
        assertThat(send(endpoint(intake, ""), "e", REMOVED)).isEqualTo(404);
        assertThat(intake.outcomes()).isEmpty();
    }

    @Test
    void answersTooLargeOverOneMebibyte() {
        byte[] large = new byte[1_048_577];

        assertThat(send(endpoint(intake), headers("e", large), large)).isEqualTo(413);
    }

    @Test
    void takesAnEventOnceHoweverOftenItIsSent() {
        StandardWebhook endpoint = endpoint(intake);

        assertThat(send(endpoint, "e1", REMOVED)).isEqualTo(204);
        assertThat(send(endpoint, "e1", REMOVED)).isEqualTo(204);
        assertThat(send(endpoint, "e2", REMOVED)).isEqualTo(204);

        assertThat(intake.outcomes())
                .containsExactly(Outcome.CHANGED, Outcome.DUPLICATE, Outcome.CHANGED);
        assertThat(intake.taken())
                .extracting(notice -> notice.source() + notice.eventIds())
                .containsExactly("standard[e1]", "standard[e2]");
    }

    @Test
    void letsTroubleOfOurOwnThrough() {
        intake.beforeEach(_ -> {
            throw new IllegalStateException("away");
        });

        assertThatIllegalStateException().isThrownBy(() -> send(endpoint(intake), "e1", REMOVED));
    }

    @Test
    void makesTheProfileOfANewUser() {
        int _ =
                send(
                        endpoint(intake),
                        "e",
                        "{\"type\":\"user.created\",\"timestamp\":\"2026-11-16T18:15:12Z\",\"data\":{\"user\":"
                                + "{\"email\":\" zoe@example.com \",\"displayName\":\"Zoë\",\"active\":false}}}");

        assertThat(intake.taken().getFirst().report())
                .isInstanceOfSatisfying(
                        Report.Created.class,
                        created -> {
                            Profile profile = created.profile();
                            assertThat(profile.userName()).isEqualTo("zoe@example.com");
                            assertThat(profile.email())
                                    .contains(new EmailAddress("zoe@example.com"));
                            assertThat(profile.active()).isFalse();
                        });
    }

    @Test
    void changesOfAnUpdatedUserWhatItIsTold() {
        int _ =
                send(
                        endpoint(intake),
                        "e",
                        "{\"type\":\"user.updated\",\"timestamp\":\"2026-11-16T18:15:12Z\",\"data\":{\"user\":"
                                + "{\"externalId\":\"7\",\"email\":\"new@example.com\"}}}");
        Profile before =
                new Profile(
                        "zoe",
                        Optional.empty(),
                        Optional.of(new EmailAddress("old@example.com")),
                        Optional.of("Zoë"),
                        true,
                        "{}");

        assertThat(intake.taken().getFirst().report())
                .isInstanceOfSatisfying(
                        Report.Profiled.class,
                        profiled -> {
                            Profile after = profiled.edit().apply(before);
                            assertThat(
                                            List.of(
                                                    after.userName(),
                                                    after.email(),
                                                    after.displayName()))
                                    .isEqualTo(
                                            List.of(
                                                    "zoe",
                                                    Optional.of(
                                                            new EmailAddress("new@example.com")),
                                                    Optional.of("Zoë")));
                        });
    }

    @Test
    void takesATimeToComeForNow() {
        int _ = send(endpoint(intake), "e", REMOVED.replace("2026-11-16", "2999-11-16"));

        assertThat(intake.taken().getFirst().occurredAt()).isEqualTo(NOW);
    }
}
