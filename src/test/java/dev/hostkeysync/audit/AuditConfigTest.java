package dev.hostkeysync.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.Configs;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditConfigTest {

    @Test
    void hasDefaults() {
        assertThat(Configs.of(AuditConfig.class, Map.of()).reason())
                .isEqualTo(AuditConfig.Demand.OPTIONAL);
    }

    @Test
    void readsEveryVariable() {
        assertThat(Configs.of(AuditConfig.class, Map.of("AUDIT_REASON", "required")).reason())
                .isEqualTo(AuditConfig.Demand.REQUIRED);
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(Configs.fault(AuditConfig.SETTINGS, "AUDIT_REASON", "optional")).isEmpty();
        assertThat(Configs.fault(AuditConfig.SETTINGS, "AUDIT_REASON", "yes"))
                .isEqualTo(
                        Optional.of(
                                "AUDIT_REASON: 'yes' is unknown; expected optional or required"));
    }
}
