package dev.hostkeysync.provisioning;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.Configs;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvisioningConfigTest {

    @Test
    void hasDefaults() {
        ProvisioningConfig config = Configs.of(ProvisioningConfig.class, Map.of());

        assertThat(config.onUserCreated()).isEqualTo(Action.ISSUE);
        assertThat(config.onSsoChanged()).isEqualTo(Action.ROTATE);
        assertThat(config.onUserDeactivated()).isEqualTo(Action.CONCEAL);
        assertThat(config.onUserReactivated()).isEqualTo(Action.ISSUE);
        assertThat(config.onUserRemoved()).isEqualTo(Action.REVOKE);
        assertThat(config.onUserTransferred()).isEqualTo(Action.REVOKE);
        assertThat(config.onDrift()).isEqualTo(Action.RECLAIM);
        assertThat(config.protectedUsers()).isEmpty();
        assertThat(config.syncConcurrency()).isEqualTo(64);
        assertThat(config.syncLease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.syncHold()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void readsEveryVariable() {
        ProvisioningConfig config =
                Configs.of(
                        ProvisioningConfig.class,
                        Map.ofEntries(
                                entry("HOSTKEY_ON_USER_CREATED", "ignore"),
                                entry("HOSTKEY_ON_SSO_CHANGED", "ignore"),
                                entry("HOSTKEY_ON_USER_DEACTIVATED", "ignore"),
                                entry("HOSTKEY_ON_USER_REACTIVATED", "ignore"),
                                entry("HOSTKEY_ON_USER_REMOVED", "ignore"),
                                entry("HOSTKEY_ON_USER_TRANSFERRED", "ignore"),
                                entry("HOSTKEY_ON_DRIFT", "report"),
                                entry("HOSTKEY_PROTECTED_USERS", "ceo@example.com"),
                                entry("HOSTKEY_SYNC_CONCURRENCY", "8"),
                                entry("HOSTKEY_SYNC_LEASE", "PT3S"),
                                entry("HOSTKEY_SYNC_HOLD", "PT2S")));

        assertThat(config.onUserCreated()).isEqualTo(Action.IGNORE);
        assertThat(config.onSsoChanged()).isEqualTo(Action.IGNORE);
        assertThat(config.onUserDeactivated()).isEqualTo(Action.IGNORE);
        assertThat(config.onUserReactivated()).isEqualTo(Action.IGNORE);
        assertThat(config.onUserRemoved()).isEqualTo(Action.IGNORE);
        assertThat(config.onUserTransferred()).isEqualTo(Action.IGNORE);
        assertThat(config.onDrift()).isEqualTo(Action.REPORT);
        assertThat(config.protectedUsers()).contains("ceo@example.com");
        assertThat(config.syncConcurrency()).isEqualTo(8);
        assertThat(config.syncLease()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.syncHold()).isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HOSTKEY_ON_SSO_CHANGED | rotate |",
                "HOSTKEY_ON_SSO_CHANGED | Ignore |",
                "HOSTKEY_ON_SSO_CHANGED | revoke | HOSTKEY_ON_SSO_CHANGED: 'revoke' is not possible here; expected one of ignore, rotate",
                "HOSTKEY_ON_SSO_CHANGED | '' | HOSTKEY_ON_SSO_CHANGED: is empty; unset it, or give one of ignore, rotate",
                "HOSTKEY_ON_DRIFT | report |",
                "HOSTKEY_ON_DRIFT | rotate | HOSTKEY_ON_DRIFT: 'rotate' is not possible here;"
                        + " expected one of reclaim, report",
                "HOSTKEY_PROTECTED_USERS | '' |",
                "HOSTKEY_PROTECTED_USERS | ceo | HOSTKEY_PROTECTED_USERS: its value cannot be read; expected e-mail addresses or *@domain, separated by commas",
                "HOSTKEY_SYNC_CONCURRENCY | 513 | HOSTKEY_SYNC_CONCURRENCY: '513' is out of range; expected a whole number from 1 to 512",
                "HOSTKEY_SYNC_LEASE | 30 | HOSTKEY_SYNC_LEASE: '30' is not a duration; expected a duration from one second to an hour such as PT30S",
                "HOSTKEY_SYNC_HOLD | PT2H | HOSTKEY_SYNC_HOLD: 'PT2H' is out of range; expected a duration from one second to an hour such as PT30S",
            })
    void saysWhatIsWrong(String name, String value, String fault) {
        assertThat(Configs.fault(ProvisioningConfig.SETTINGS, name, value))
                .isEqualTo(Optional.ofNullable(fault));
    }
}
