package dev.hostkeysync.videosdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.common.FieldFault;
import dev.hostkeysync.common.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every limit of Zoom's page, of today's and of the old one.
class TokenOrderTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void asksForLittle() {
        TokenOrder order = TokenOrder.parse(least());

        assertThat(order.compat()).isEqualTo(Compat.CURRENT);
        assertThat(order.sessionName()).isEqualTo("Cool Cars");
        assertThat(order.role()).isEqualTo(1);
        assertThat(order.userKey()).isEmpty();
        assertThat(order.sessionKey()).isEmpty();
        assertThat(order.expiresInSeconds()).isEqualTo(7200);
        assertThat(order.password()).isEmpty();
        assertThat(order.options()).isEqualTo(TokenOrder.Options.NONE);
    }

    /// `~N` is a text of so many characters.
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "sessionName ~1 current",
                "sessionName ~200 current",
                "sessionName ~200 seed",
                "role 0 current",
                "role 1 seed",
                "userKey ~36 current",
                "userKey ~15 seed",
                "sessionKey ~36 current",
                "sessionKey ~36 seed",
                "expiresInSeconds 1800 current",
                "expiresInSeconds 172800 current",
                "expiresInSeconds 1800 seed",
                "password ~10 seed",
                "geoRegions AU,BR,CA,CN,DE,HK,IN,JP,MX,NL,SG,US current",
                "cloudRecordingOption 0 current",
                "cloudRecordingOption 1 current",
                "cloudRecordingElection 0 current",
                "cloudRecordingElection 1 current",
                "cloudRecordingTranscriptOption 0 current",
                "cloudRecordingTranscriptOption 2 current",
                "telemetryTrackingId ~200 current",
                "videoWebrtcMode 0 current",
                "videoWebrtcMode 1 current",
                "audioWebrtcMode 0 current",
                "audioWebrtcMode 1 current",
            })
    void takesWhatIsAllowed(String member, String value, String compat) {
        assertThat(TokenOrder.parse(with(member, value, compat))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sessionName | 7 | current | must be text in quotes",
                "role | 2 | current | must be a whole number from 0 to 1",
                "role | -1 | current | must be a whole number from 0 to 1",
                "role | host | seed | must be a whole number from 0 to 1",
                "userKey | ~37 | current | must have 1 to 36 characters, none of them a control character",
                "userKey | ~16 | seed | must have 1 to 15 characters, none of them a control character",
                "userKey | ~0 | current | must have 1 to 36 characters, none of them a control character",
                "password | Zoë | seed | must have 1 to 10 printable ASCII characters",
                "sessionKey | ~37 | current | must have 1 to 36 characters, none of them a control character",
                "sessionKey | ~37 | seed | must have 1 to 36 characters, none of them a control character",
                "expiresInSeconds | 1799 | current | must be a whole number from 1800 to 172800",
                "expiresInSeconds | 172801 | current | must be a whole number from 1800 to 172800",
                "expiresInSeconds | 99999999999 | seed | must be a whole number from 1800 to 172800",
                "password | ~11 | seed | must have 1 to 10 printable ASCII characters",
                "password | ~10 | current | is no part of a token any more: give it to the SDK when joining, or send compat: seed",
                "geoRegions | DE,FR | current | must be a list of at least one of AU, BR, CA, CN, DE, HK, IN, JP, MX, NL, SG, US",
                "geoRegions | ~0 | current | must be a list of at least one of AU, BR, CA, CN, DE, HK, IN, JP, MX, NL, SG, US",
                "geoRegions | DE | seed | is not known to compat: seed",
                "cloudRecordingOption | 2 | current | must be a whole number from 0 to 1",
                "cloudRecordingOption | 1 | seed | is not known to compat: seed",
                "cloudRecordingElection | 2 | current | must be a whole number from 0 to 1",
                "cloudRecordingElection | 1 | seed | is not known to compat: seed",
                "cloudRecordingTranscriptOption | 3 | current | must be a whole number from 0 to 2",
                "cloudRecordingTranscriptOption | 2 | seed | is not known to compat: seed",
                "telemetryTrackingId | ~201 | current | must have 1 to 200 characters, none of them a control character",
                "telemetryTrackingId | ~1 | seed | is not known to compat: seed",
                "videoWebrtcMode | 2 | current | must be a whole number from 0 to 1",
                "videoWebrtcMode | 1 | seed | is not known to compat: seed",
                "audioWebrtcMode | 2 | current | must be a whole number from 0 to 1",
                "audioWebrtcMode | 1 | seed | is not known to compat: seed",
                "compat | 7 | current | must be text in quotes",
                "compat | 2022 edition | current | must be current or seed",
                "user_identity | ~5 | seed | is not known here; possible are audioWebrtcMode, cloudRecordingElection,"
                        + " cloudRecordingOption, cloudRecordingTranscriptOption, compat, expiresInSeconds, geoRegions,"
                        + " password, role, sessionKey, sessionName, telemetryTrackingId, userKey, videoWebrtcMode",
            })
    void namesTheWrongMember(String member, String value, String compat, String fault) {
        assertThat(faults(with(member, value, compat)))
                .containsExactly(new FieldFault("#/" + member, member + " " + fault));
    }

    @Test
    void namesWhatIsMissing() {
        assertThat(faults(JSON.createObjectNode()))
                .extracting(FieldFault::detail)
                .containsExactly(
                        "sessionName is missing: 1 to 200 letters, digits, blanks and symbols, of the symbols none but"
                                + " !#$%&()+-:;<=.>?@[]^_{}|~,\\",
                        "role is missing: 0 for a participant, 1 for a host");
    }

    @Test
    void namesAllThatIsWrongAtOnce() {
        ObjectNode body =
                least().put("role", 7).put("userKey", "x".repeat(37)).put("expiresInSeconds", 1);

        assertThat(faults(body))
                .extracting(FieldFault::pointer)
                .containsExactly("#/role", "#/userKey", "#/expiresInSeconds");
    }

    @Test
    void leavesTheRecordingToTheHost() {
        assertThat(faults(least().put("role", 0).put("cloudRecordingOption", 1)))
                .containsExactly(
                        new FieldFault(
                                "#/cloudRecordingOption",
                                "cloudRecordingOption is the host's to choose: role must be 1 with it"));
    }

    @Test
    void takesRegionsAsAList() {
        ObjectNode body = least();
        body.withArray("geoRegions").add("DE").add("NL").add("DE");

        assertThat(TokenOrder.parse(body).options().geoRegions()).containsExactly("DE", "NL");
        body.withArray("geoRegions").removeAll();
        assertThat(faults(body)).hasSize(1);
        body.withArray("geoRegions").add(7);
        assertThat(faults(body)).hasSize(1);
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(TokenOrder.parse(least().put("userKey", "Zoë 😀".repeat(7))).userKey())
                .contains("Zoë 😀".repeat(7));
        assertThat(faults(least().put("userKey", "a\tb"))).hasSize(1);
    }

    @Test
    void takesNoObjectForRegions() {
        ObjectNode body = least();
        body.putObject("geoRegions").put("x", "DE");

        assertThat(faults(body)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!#$%&()+-:;<=.>?@[]^_{}|~,", "Abc 019"})
    void aSessionNameHasTheListedCharacters(String name) {
        assertThat(TokenOrder.parse(least().put("sessionName", name)).sessionName())
                .isEqualTo(name);
        assertThat(
                        TokenOrder.parse(least().put("sessionName", name).put("compat", "seed"))
                                .sessionName())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\"b", "a'b", "a*b", "a`b", "ä", "a\tb", "a\nb", "a\n", "  "})
    void aSessionNameHasNoOthers(String name) {
        assertThat(faults(least().put("sessionName", name)))
                .extracting(FieldFault::pointer)
                .containsExactly("#/sessionName");
    }

    @Test
    void aSessionNameHasOneTo200Characters() {
        String expected =
                "sessionName must have 1 to 200 letters, digits, blanks and symbols, of the symbols none but"
                        + " !#$%&()+-:;<=.>?@[]^_{}|~,";

        for (int length : new int[] {0, 201}) {
            ObjectNode body = least().put("sessionName", "x".repeat(length));
            assertThat(faults(body))
                    .containsExactly(new FieldFault("#/sessionName", expected + "\\"));
            assertThat(faults(body.put("compat", "seed")))
                    .containsExactly(new FieldFault("#/sessionName", expected));
        }
    }

    @Test
    void onlyTodaysNamesHaveABackslash() {
        ObjectNode body = least().put("sessionName", "a\\b");

        assertThat(TokenOrder.parse(body).sessionName()).isEqualTo("a\\b");
        assertThat(faults(body.put("compat", "seed")))
                .extracting(FieldFault::pointer)
                .containsExactly("#/sessionName");
    }

    @Test
    void printsNoPassword() {
        TokenOrder order =
                TokenOrder.parse(least().put("compat", "seed").put("password", "s3cret"));

        assertThat(order).hasToString("TokenOrder[role 1, seed]");
    }

    private static ObjectNode least() {
        return JSON.createObjectNode().put("sessionName", "Cool Cars").put("role", 1);
    }

    private static ObjectNode with(String member, String value, String compat) {
        ObjectNode body = least().put("compat", compat);
        if (value.startsWith("~")) {
            return body.put(member, "x".repeat(Integer.parseInt(value.substring(1))));
        }
        try {
            return body.put(member, Long.parseLong(value));
        } catch (NumberFormatException _) {
            return body.put(member, value);
        }
    }

    private static List<FieldFault> faults(ObjectNode body) {
        try {
            // As it comes over the wire.
            var sent = JSON.readTree(JSON.writeValueAsString(body));
            ProblemException[] refused = new ProblemException[1];
            assertThatThrownBy(() -> TokenOrder.parse(sent))
                    .isInstanceOfSatisfying(ProblemException.class, e -> refused[0] = e);
            assertThat(refused[0].problem().status()).isEqualTo(400);
            return refused[0].problem().errors();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
