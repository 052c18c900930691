package dev.hostkeysync.account;

import dev.hostkeysync.common.Sample;
import dev.hostkeysync.common.Samples;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// How many of Zoom's users are as they should be, for Prometheus; only while provisioning is on.
@Startup
@ApplicationScoped
class AccountGauges {

    AccountGauges(Samples samples, AccountPolicy policy, MeterRegistry metrics) {
        if (!policy.isOn()) {
            return;
        }
        Sample<Map<AccountState, Long>> level = samples.of(Map.of(), AccountGauges::read);
        for (AccountState state : AccountState.values()) {
            Gauge.builder("hostkeysync_zoom_accounts", () -> level.get().getOrDefault(state, 0L))
                    .description("Users whom ZOOM_PROVISIONING keeps at Zoom")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(metrics);
        }
    }

    private static Map<AccountState, Long> read(Handle handle) {
        Map<AccountState, Long> users = new EnumMap<>(AccountState.class);
        handle.select("SELECT state, count(*) FROM zoom_account GROUP BY state")
                .map((row, _) -> Map.entry(AccountState.valueOf(row.getString(1)), row.getLong(2)))
                .forEach(entry -> users.put(entry.getKey(), entry.getValue()));
        return users;
    }
}
