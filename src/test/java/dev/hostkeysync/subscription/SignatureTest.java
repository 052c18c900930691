package dev.hostkeysync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The vector is that of the reference libraries of Standard Webhooks (standard-webhooks on GitHub,
/// `TestWebhookSign` and its likes in each language).
class SignatureTest {

    private static final Secret PUBLISHED = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final Secret OTHER = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx");
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    @Test
    void isThePublishedOne() {
        assertThat(Signature.header(List.of(PUBLISHED), ID, AT, BODY))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void countsWholeSecondsOnly() {
        assertThat(Signature.header(List.of(PUBLISHED), ID, AT.plusMillis(999), BODY))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void holdsOneForEachSecretTheNewestFirst() {
        String both = Signature.header(List.of(OTHER, PUBLISHED), ID, AT, BODY);

        assertThat(both.split(" "))
                .containsExactly(
                        Signature.header(List.of(OTHER), ID, AT, BODY),
                        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
