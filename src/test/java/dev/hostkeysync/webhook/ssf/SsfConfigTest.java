package dev.hostkeysync.webhook.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.testing.Configs;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SsfConfigTest {

    private static final String TOKEN = "0123456789abcdef";
    private static final String ISSUER = "https://idp.example.com";

    @Test
    void hasDefaults() {
        SsfConfig config = Configs.of(SsfConfig.class, Map.of());

        assertThat(config.issuers()).isEmpty();
        assertThat(config.audience()).isEmpty();
        assertThat(config.tolerance()).isEqualTo(Duration.ofDays(1));
        assertThat(config.pushTokens()).isEmpty();
        assertThat(config.poll()).isEmpty();
        assertThat(config.verify()).isEmpty();
        assertThat(config.verifyInterval()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void readsEveryVariable() {
        SsfConfig config =
                Configs.of(
                        SsfConfig.class,
                        Map.of(
                                "SSF_ISSUERS", "a",
                                "SSF_AUDIENCE", "b",
                                "SSF_TOLERANCE", "PT3S",
                                "SSF_PUSH_TOKENS", "c",
                                "SSF_POLL", "d",
                                "SSF_VERIFY", "e",
                                "SSF_VERIFY_INTERVAL", "PT4M"));

        assertThat(config.issuers()).contains("a");
        assertThat(config.audience()).contains("b");
        assertThat(config.tolerance()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.pushTokens()).contains(Secret.of("c"));
        assertThat(config.poll()).contains(Secret.of("d"));
        assertThat(config.verify()).contains(Secret.of("e"));
        assertThat(config.verifyInterval()).isEqualTo(Duration.ofMinutes(4));
    }

    @Test
    void readsTheValues() {
        assertThat(SsfSettings.issuers(" https://a.example.com/ ,http://localhost:1/x"))
                .containsExactly("https://a.example.com", "http://localhost:1/x");
        assertThat(SsfSettings.audience("a, b")).containsExactlyInAnyOrder("a", "b");
        assertThat(SsfSettings.pushTokens(TOKEN + "," + ISSUER + "/|" + TOKEN + "=="))
                .containsExactly(
                        new PushToken(Optional.empty(), Secret.of(TOKEN)),
                        new PushToken(Optional.of(ISSUER), Secret.of(TOKEN + "==")));
        assertThat(SsfSettings.pollSources(ISSUER + "|https://idp.example.com/p?x=1|" + TOKEN))
                .containsExactly(
                        new PollSource(
                                ISSUER,
                                URI.create("https://idp.example.com/p?x=1"),
                                Secret.of(TOKEN)));
        assertThat(SsfSettings.streams(ISSUER + "|s 7|" + TOKEN))
                .containsExactly(new VerifiedStream(ISSUER, "s 7", Secret.of(TOKEN)));
    }

    @ParameterizedTest
    @CsvSource({
        "SSF_ISSUERS, https://a.example.com,",
        "SSF_ISSUERS, http://a.example.com, an issuer is no such URL",
        "SSF_ISSUERS, 'https://a.example.com,', an issuer is no such URL",
        "SSF_ISSUERS, https://a.example.com?x=1, an issuer is no such URL",
        "SSF_ISSUERS, a b, an issuer is no such URL",
        "SSF_AUDIENCE, 'a,,b', one of them is empty or has a blank",
        "SSF_AUDIENCE, a b, one of them is empty or has a blank",
        "SSF_TOLERANCE, PT25H, it is out of range",
        "SSF_TOLERANCE, -PT1S, it is out of range",
        "SSF_TOLERANCE, 2m, its value cannot be read",
        "SSF_PUSH_TOKENS, short, a token is too short or has other characters than a bearer token",
        "SSF_PUSH_TOKENS, 0123456789 abcdef, a token is too short or has other characters than a bearer token",
        "SSF_PUSH_TOKENS, a|0123456789abcdef, an issuer is no such URL",
        "SSF_PUSH_TOKENS, a|b|c, an entry has more than two parts",
        "SSF_POLL, https://a.example.com|0123456789abcdef, an entry has not three parts",
        "SSF_POLL, https://a.example.com|http://a.example.com|0123456789abcdef, an endpoint is no https URL",
        "SSF_POLL, https://a.example.com|https://u@a.example.com|0123456789abcdef, an endpoint is no https URL",
        "SSF_POLL, https://a.example.com|a b|0123456789abcdef, an endpoint is no URL",
        "SSF_VERIFY, https://a.example.com||0123456789abcdef, a stream id is empty",
        "SSF_VERIFY, https://a.example.com|s|short, a token is too short or has other characters than a bearer token",
        "SSF_VERIFY, 'https://a.example.com|s|0123456789abcdef,https://a.example.com/|t|0123456789abcdef', an issuer is there twice",
        "SSF_VERIFY_INTERVAL, PT59S, it is out of range",
        "SSF_VERIFY_INTERVAL, P31D, it is out of range",
        "SSF_VERIFY_INTERVAL, often, its value cannot be read",
    })
    void saysWhatIsWrong(String variable, String value, String fault) {
        assertThat(Configs.wrong(SsfConfig.SETTINGS, variable, value))
                .isEqualTo(Optional.ofNullable(fault));
    }

    @Test
    void saysWhatDoesNotFitTogether() {
        Map<String, String> environment =
                Map.of(
                        "SSF_ISSUERS", ISSUER,
                        "SSF_PUSH_TOKENS", TOKEN + ",https://other.example.com|" + TOKEN,
                        "SSF_POLL", "https://other.example.com|https://p.example.com|" + TOKEN,
                        "SSF_VERIFY", "https://other.example.com|s|" + TOKEN);

        assertThat(SsfConfig.faults(name -> Optional.ofNullable(environment.get(name))))
                .containsExactly(
                        "SSF_AUDIENCE: is not set; expected what the transmitters write into aud, because SSF_ISSUERS is"
                                + " set",
                        "SSF_PUSH_TOKENS: names an issuer that SSF_ISSUERS does not; expected only issuers that are there"
                                + " too",
                        "SSF_POLL: names an issuer that SSF_ISSUERS does not; expected only issuers that are there too",
                        "SSF_VERIFY: names an issuer that SSF_ISSUERS does not; expected only issuers that are there"
                                + " too");
    }

    @Test
    void leavesAFaultyValueToItsOwnCheck() {
        assertThat(SsfConfig.faults(_ -> Optional.of("nonsense|,"))).isEmpty();
        assertThat(SsfConfig.faults(_ -> Optional.empty())).isEmpty();
    }
}
