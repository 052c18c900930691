package dev.hostkeysync.zoom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.common.Setting;
import dev.hostkeysync.testing.Configs;
import dev.hostkeysync.zoom.limit.Limits;
import dev.hostkeysync.zoom.limit.Plan;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoomConfigTest {

    private static final Map<String, String> CREDENTIALS =
            Map.of(
                    "ZOOM_ACCOUNT_ID", "acc",
                    "ZOOM_CLIENT_ID", "cli",
                    "ZOOM_CLIENT_SECRET", "s3cret");

    private static ZoomConfig config(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(CREDENTIALS);
        environment.putAll(variables);
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .withMapping(ZoomConfig.class)
                .build()
                .getConfigMapping(ZoomConfig.class);
    }

    private static Optional<String> fault(String name, String value) {
        return Configs.fault(ZoomConfig.SETTINGS, name, value);
    }

    @Test
    void hasDefaults() {
        assertDefaults(config(Map.of()));
    }

    @Test
    void takesAnEmptyVariableForAnUnsetOne() {
        assertDefaults(
                config(
                        Map.of(
                                "ZOOM_OAUTH_URL", "",
                                "ZOOM_API_URL", "",
                                "ZOOM_PLAN", "",
                                "ZOOM_BUDGET_SHARE", "",
                                "ZOOM_BUDGET_OVERRIDE_PER_SECOND", "",
                                "ZOOM_REQUEST_TIMEOUT", "",
                                "ZOOM_CONNECT_TIMEOUT", "")));
    }

    private static void assertDefaults(ZoomConfig config) {
        assertThat(config.accountId()).isEqualTo("acc");
        assertThat(config.clientId()).isEqualTo("cli");
        assertThat(config.clientSecret()).isEqualTo(Secret.of("s3cret"));
        assertThat(config.oauthUrl()).isEqualTo(URI.create("https://zoom.us"));
        assertThat(config.apiUrl()).isEqualTo(URI.create("https://api.zoom.us"));
        assertThat(config.plan()).isEqualTo(Plan.PRO);
        assertThat(config.budgetShare()).isEqualTo(0.5);
        assertThat(config.budgetOverridePerSecond()).isEmpty();
        assertThat(config.requestTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void readsEveryVariable() {
        ZoomConfig config =
                config(
                        Map.of(
                                "ZOOM_OAUTH_URL", "http://127.0.0.1:9400/",
                                "ZOOM_API_URL", "http://127.0.0.1:9401",
                                "ZOOM_PLAN", "business",
                                "ZOOM_BUDGET_SHARE", "0.8",
                                "ZOOM_BUDGET_OVERRIDE_PER_SECOND", "5000",
                                "ZOOM_REQUEST_TIMEOUT", "PT4S",
                                "ZOOM_CONNECT_TIMEOUT", "PT0.5S"));

        assertThat(config.oauthUrl()).isEqualTo(URI.create("http://127.0.0.1:9400"));
        assertThat(config.apiUrl()).isEqualTo(URI.create("http://127.0.0.1:9401"));
        assertThat(config.plan()).isEqualTo(Plan.BUSINESS);
        assertThat(config.budgetShare()).isEqualTo(0.8);
        assertThat(config.budgetOverridePerSecond()).isEqualTo(OptionalInt.of(5000));
        assertThat(config.requestTimeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void checksEveryVariable() {
        List<String> variables =
                Arrays.stream(ZoomConfig.class.getDeclaredMethods())
                        .filter(method -> method.getParameterCount() == 0)
                        .filter(method -> !method.isSynthetic())
                        .map(method ->
                                "ZOOM_"
                                        + method.getName()
                                                .replaceAll("([A-Z])", "_$1")
                                                .toUpperCase(java.util.Locale.ROOT))
                        .toList();

        assertThat(ZoomConfig.SETTINGS)
                .extracting(Setting::name)
                .containsExactlyInAnyOrderElementsOf(variables);
        assertThat(ZoomConfig.SETTINGS)
                .filteredOn(setting -> setting.need() == Setting.Need.REQUIRED)
                .extracting(Setting::name)
                .containsExactlyInAnyOrderElementsOf(CREDENTIALS.keySet());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ZOOM_OAUTH_URL | zoom.us                       | it does not begin with http:// or https://
                    ZOOM_OAUTH_URL | ftp://zoom.us                 | it does not begin with http:// or https://
                    ZOOM_OAUTH_URL | https:///oauth                | it names no host
                    ZOOM_OAUTH_URL | https://joe:pa55word@zoom.us  | it holds a user
                    ZOOM_OAUTH_URL | https://zoom.us/oauth/token   | it goes on after the host
                    ZOOM_OAUTH_URL | https://zoom.us?pa55word      | it goes on after the host
                    ZOOM_OAUTH_URL | https://zoom.us#pa55word      | it goes on after the host
                    ZOOM_OAUTH_URL | https://pa55 word             | it is not a URL
                    """)
    void saysWhatIsWrongWithAUrl(String name, String value, String what) {
        assertThat(fault(name, value))
                .contains(
                        name
                                + ": "
                                + what
                                + "; expected http:// or https://, a host and maybe a port, such as"
                                + " https://zoom.us");
    }

    @ParameterizedTest
    @CsvSource({
        "ZOOM_ACCOUNT_ID, 'a b'",
        "ZOOM_CLIENT_ID, 'cli\n'",
        "ZOOM_CLIENT_SECRET, 's3cret\n'",
        "ZOOM_CLIENT_SECRET, 's3crét'",
        "ZOOM_API_URL, https://api.zoom.us/v2",
        "ZOOM_PLAN, gold",
        "ZOOM_BUDGET_SHARE, 0",
        "ZOOM_BUDGET_SHARE, 1.1",
        "ZOOM_BUDGET_SHARE, NaN",
        "ZOOM_BUDGET_SHARE, half",
        "ZOOM_BUDGET_OVERRIDE_PER_SECOND, 0",
        "ZOOM_BUDGET_OVERRIDE_PER_SECOND, 1.5",
        "ZOOM_REQUEST_TIMEOUT, PT0S",
        "ZOOM_REQUEST_TIMEOUT, PT6M",
        "ZOOM_REQUEST_TIMEOUT, 10",
        "ZOOM_CONNECT_TIMEOUT, -PT1S",
    })
    void findsTheFaultAndDoesNotRepeatTheValue(String name, String value) {
        assertThat(fault(name, value))
                .hasValueSatisfying(line ->
                        assertThat(line)
                                .startsWith(name + ": it")
                                .doesNotContain("\n")
                                .doesNotContain("s3cr"));
    }

    @ParameterizedTest
    @CsvSource({
        "ZOOM_ACCOUNT_ID, kFFvsJc-Q1OSxaJQLvaa_A",
        "ZOOM_CLIENT_SECRET, s3cret",
        "ZOOM_API_URL, http://127.0.0.1:9400/",
        "ZOOM_PLAN, Free",
        "ZOOM_BUDGET_SHARE, 1",
        "ZOOM_BUDGET_OVERRIDE_PER_SECOND, 1000",
        "ZOOM_REQUEST_TIMEOUT, PT5M",
        "ZOOM_CONNECT_TIMEOUT, ''",
    })
    void findsNoFault(String name, String value) {
        assertThat(fault(name, value)).isEmpty();
    }

    @Test
    void doesNotStartWithoutCredentials() {
        assertThatThrownBy(() ->
                        new SmallRyeConfigBuilder()
                                .withMapping(ZoomConfig.class)
                                .build()
                                .getConfigMapping(ZoomConfig.class))
                .hasMessageContaining("zoom.client-secret");
    }

    @Test
    void turnsIntoLimits() {
        TestZoomConfig pro = TestZoomConfig.at(URI.create("https://zoom.us"));
        TestZoomConfig override =
                new TestZoomConfig(
                        "a",
                        "c",
                        Secret.of("s"),
                        pro.oauthUrl(),
                        pro.apiUrl(),
                        Plan.FREE,
                        0.1,
                        OptionalInt.of(1_000),
                        pro.requestTimeout(),
                        pro.connectTimeout());

        assertThat(ZoomWiring.limits(pro)).isEqualTo(Limits.of(Plan.PRO, 0.5));
        assertThat(ZoomWiring.limits(override)).isEqualTo(Limits.perSecond(1_000));
    }
}
