package dev.hostkeysync.subscription.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.Configs;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransmitterConfigTest {

    @Test
    void hasDefaults() {
        TransmitterConfig config = Configs.of(TransmitterConfig.class, Map.of());

        assertThat(config.transmitter()).isFalse();
        assertThat(config.inactivityTimeout()).isEqualTo(Duration.ofDays(14));
    }

    @Test
    void readsEveryVariable() {
        TransmitterConfig config =
                Configs.of(
                        TransmitterConfig.class,
                        Map.of("SSF_TRANSMITTER", "true", "SSF_INACTIVITY_TIMEOUT", "PT36H"));

        assertThat(config.transmitter()).isTrue();
        assertThat(config.inactivityTimeout()).isEqualTo(Duration.ofHours(36));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SSF_TRANSMITTER | true |",
                "SSF_TRANSMITTER | false |",
                "SSF_TRANSMITTER | yes | SSF_TRANSMITTER: 'yes' is neither; expected true or false",
                "SSF_TRANSMITTER | '' | SSF_TRANSMITTER: is empty; unset it, or give true or false",
                "SSF_INACTIVITY_TIMEOUT | PT1H |",
                "SSF_INACTIVITY_TIMEOUT | P365D |",
                "SSF_INACTIVITY_TIMEOUT | PT59M | SSF_INACTIVITY_TIMEOUT: 'PT59M' is out of range; expected a duration from one hour (PT1H) to 365 days (P365D)",
                "SSF_INACTIVITY_TIMEOUT | P366D | SSF_INACTIVITY_TIMEOUT: 'P366D' is out of range; expected a duration from one hour (PT1H) to 365 days (P365D)",
                "SSF_INACTIVITY_TIMEOUT | 14 | SSF_INACTIVITY_TIMEOUT: '14' is not a duration; expected a duration from one hour (PT1H) to 365 days (P365D)",
            })
    void saysWhatIsWrong(String name, String value, String fault) {
        assertThat(Configs.fault(TransmitterConfig.SETTINGS, name, value))
                .isEqualTo(Optional.ofNullable(fault));
    }

    @Test
    void needsAnIssuer() {
        String fault =
                "PUBLIC_URL: is not set; expected with SSF_TRANSMITTER=true the URL at which receivers know us: it is the"
                        + " issuer of what we sign";

        assertThat(faults(Map.of())).isEmpty();
        assertThat(faults(Map.of("SSF_TRANSMITTER", "false"))).isEmpty();
        assertThat(faults(Map.of("SSF_TRANSMITTER", "true"))).isEqualTo(Optional.of(fault));
        assertThat(faults(Map.of("SSF_TRANSMITTER", "true", "PUBLIC_URL", " ")))
                .isEqualTo(Optional.of(fault));
        assertThat(faults(Map.of("SSF_TRANSMITTER", "true", "PUBLIC_URL", "https://h"))).isEmpty();
    }

    private static Optional<String> faults(Map<String, String> environment) {
        return TransmitterConfig.faults(name -> Optional.ofNullable(environment.get(name))).stream()
                .findFirst();
    }
}
