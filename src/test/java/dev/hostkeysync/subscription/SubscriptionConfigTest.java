package dev.hostkeysync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.Configs;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionConfigTest {

    @Test
    void hasDefaults() {
        SubscriptionConfig config = Configs.of(SubscriptionConfig.class, Map.of());

        assertThat(config.allowedHosts()).isEmpty();
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.concurrency()).isEqualTo(128);
    }

    @Test
    void readsEveryVariable() {
        SubscriptionConfig config =
                Configs.of(
                        SubscriptionConfig.class,
                        Map.of(
                                "SUBSCRIPTION_ALLOWED_HOSTS", "localhost",
                                "SUBSCRIPTION_TIMEOUT", "PT20S",
                                "SUBSCRIPTION_CONCURRENCY", "7"));

        assertThat(config.allowedHosts()).contains("localhost");
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.concurrency()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "SUBSCRIPTION_ALLOWED_HOSTS, 'localhost, hooks.intranet.example.com,::1,127.0.0.1', ",
        "SUBSCRIPTION_ALLOWED_HOSTS, '', ",
        "SUBSCRIPTION_ALLOWED_HOSTS, *.example.com, \"'*.example.com' is not a host\"",
        "SUBSCRIPTION_ALLOWED_HOSTS, https://a.example, \"'https://a.example' is not a host\"",
        "SUBSCRIPTION_ALLOWED_HOSTS, 'a.example,', \"'' is not a host\"",
        "SUBSCRIPTION_ALLOWED_HOSTS, a.example:8080, \"'a.example:8080' is not a host\"",
        "SUBSCRIPTION_TIMEOUT, PT1S, ",
        "SUBSCRIPTION_TIMEOUT, PT30S, ",
        "SUBSCRIPTION_TIMEOUT, PT31S, \"'PT31S' is out of range\"",
        "SUBSCRIPTION_TIMEOUT, 15, \"'15' is not a duration\"",
        "SUBSCRIPTION_CONCURRENCY, 512, ",
        "SUBSCRIPTION_CONCURRENCY, 513, \"'513' is out of range\"",
        "SUBSCRIPTION_CONCURRENCY, 0, \"'0' is out of range\""
    })
    void saysWhatIsWrong(
            String variable, String value, @org.jspecify.annotations.Nullable String fault) {
        assertThat(Configs.wrong(SubscriptionConfig.SETTINGS, variable, value).orElse(null))
                .isEqualTo(fault == null ? null : fault.replace("\"", ""));
    }

    @Test
    void comparesHostsWithoutRegardToCase() {
        AllowedHosts hosts = AllowedHosts.of(Optional.of(" Hooks.Example.com , ::1"));

        assertThat(hosts.contains("hooks.example.COM")).isTrue();
        assertThat(hosts.contains("::1")).isTrue();
        assertThat(hosts.contains("example.com")).isFalse();
        assertThat(hosts.contains("")).isFalse();
    }
}
