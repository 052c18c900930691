package dev.hostkeysync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmacSha256Test {

    /// RFC 4231 sections 4.2 and 4.3.
    @ParameterizedTest
    @CsvSource({
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, Hi There,"
                + " b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        "4a656665, what do ya want for nothing?,"
                + " 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    })
    void agreesWithTheVectorsOfTheStandardHoweverTheMessageIsCut(
            String key, String message, String mac) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        byte[] head = java.util.Arrays.copyOf(bytes, 3);
        byte[] tail = java.util.Arrays.copyOfRange(bytes, 3, bytes.length);

        assertThat(HmacSha256.of(HexFormat.of().parseHex(key), head, tail))
                .asHexString()
                .isEqualToIgnoringCase(mac);
    }
}
