package dev.hostkeysync.webhook.standard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.webhook.LiveSecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardSignatureTest {

    /// Of the test vectors that the libraries of Standard Webhooks share.
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIMESTAMP = "1614265330";
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String V1 = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    /// The key of RFC 8032 section 7.1, TEST 1, and its signature of the same webhook, made by
    /// OpenSSL.
    private static final String PUBLIC_KEY = "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    private static final String V1A =
            "v1a,fldxM4gAKugP6nnt1hdz3sgGfZ6d99nzrMFnZOELIxbzEHoVmAb2ADpkJK7zgPePmPsle0zV9jSeGlHFG2NVAw==";

    private static final String OTHER = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";

    @Test
    void agreesWithTheVectorsOfTheLibraries() {
        assertThat(proves(SECRET, V1)).isTrue();
        assertThat(
                        signature("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")
                                .proves(
                                        new StandardSignature.Headers(
                                                "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk",
                                                "1649367553",
                                                "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw="),
                                        "{\"email\":\"test@example.com\",\"username\":\"test_user\"}"
                                                .getBytes(UTF_8),
                                        Instant.ofEpochSecond(1649367553)))
                .isTrue();
    }

    @Test
    void takesTheSignatureOfAPublicKey() {
        assertThat(proves(PUBLIC_KEY, V1A)).isTrue();
        assertThat(proves(PUBLIC_KEY, V1A.replace("fldx", "fldy"))).isFalse();
        assertThat(proves(PUBLIC_KEY, V1A.replace("v1a", "v1"))).isFalse();
        assertThat(proves(PUBLIC_KEY, "v1a,AAAA")).isFalse();
        assertThat(proves(PUBLIC_KEY, "v1a," + "/".repeat(86) + "==")).isFalse();
        assertThat(proves(PUBLIC_KEY, V1)).isFalse();
        assertThat(proves(SECRET, V1A)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                SECRET + " | " + V1,
                PUBLIC_KEY + "," + SECRET + " | " + V1,
                SECRET + "," + PUBLIC_KEY + " | " + V1A,
                "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD," + SECRET + " | " + V1,
                SECRET + " | " + OTHER + " " + V1,
                SECRET + " | v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= " + V1 + " " + OTHER,
                SECRET + " | nonsense v1, v1,§ " + V1,
            })
    void holdsWhenOneOfTheSignaturesIsOfOneOfTheKeys(String secrets, String signatures) {
        assertThat(proves(secrets, signatures)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "v1,",
                "v1",
                ",",
                OTHER,
                "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1=g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "V1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1O",
                "v1,invalid_signature",
            })
    void doesNotHoldForAnythingElse(String signatures) {
        assertThat(proves(SECRET, signatures)).isFalse();
    }

    @Test
    void looksAtSixteenSignaturesAndNoMore() {
        assertThat(proves(SECRET, (OTHER + " ").repeat(15) + V1)).isTrue();
        assertThat(proves(SECRET, (OTHER + " ").repeat(16) + V1)).isFalse();
    }

    @Test
    void looksAtFourSignaturesOfPairsAndNoMore() {
        String other = "v1a," + "A".repeat(86) + "== ";

        assertThat(proves(PUBLIC_KEY, other.repeat(3) + V1A)).isTrue();
        assertThat(proves(PUBLIC_KEY, other.repeat(4) + V1A)).isFalse();
        assertThat(proves(SECRET, other.repeat(4) + V1)).isTrue();
    }

    @Test
    void holdsForTheseHeadersAndThisBodyOnly() {
        StandardSignature signature = signature(SECRET);
        Instant now = Instant.ofEpochSecond(1614265330);

        assertThat(signature.proves(headers(ID, TIMESTAMP, V1), (BODY + " ").getBytes(UTF_8), now))
                .isFalse();
        assertThat(signature.proves(headers("msg_other", TIMESTAMP, V1), body(), now)).isFalse();
        assertThat(signature.proves(headers(ID, "1614265331", V1), body(), now)).isFalse();
        assertThat(signature.proves(headers(null, TIMESTAMP, V1), body(), now)).isFalse();
        assertThat(signature.proves(headers(ID, null, V1), body(), now)).isFalse();
        assertThat(signature.proves(headers(ID, TIMESTAMP, null), body(), now)).isFalse();
        // The same bytes, cut elsewhere.
        assertThat(signature.proves(headers(ID + "." + TIMESTAMP, "", V1), body(), now)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "300, true",
        "-300, true",
        "301, false",
        "-301, false",
        "1614265330, false",
    })
    void holdsForFiveMinutesToEitherSide(long secondsLater, boolean holds) {
        assertThat(
                        signature(SECRET)
                                .proves(
                                        headers(ID, TIMESTAMP, V1),
                                        body(),
                                        Instant.ofEpochSecond(1614265330 + secondsLater)))
                .isEqualTo(holds);
    }

    private static boolean proves(String secrets, String signatures) {
        return signature(secrets)
                .proves(
                        headers(ID, TIMESTAMP, signatures),
                        body(),
                        Instant.ofEpochSecond(1614265330));
    }

    private static StandardSignature signature(String secrets) {
        return new StandardSignature(
                LiveSecrets.parse(Optional.of(secrets)), Duration.ofMinutes(5));
    }

    private static StandardSignature.Headers headers(
            @org.jspecify.annotations.Nullable String id,
            @org.jspecify.annotations.Nullable String timestamp,
            @org.jspecify.annotations.Nullable String signatures) {
        return new StandardSignature.Headers(id, timestamp, signatures);
    }

    private static byte[] body() {
        return BODY.getBytes(UTF_8);
    }
}
