package dev.hostkeysync.webhook.ssf;

import dev.hostkeysync.common.Sample;
import dev.hostkeysync.common.Samples;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/// How long ago each stream was seen to flow, for Prometheus.
@Startup
@ApplicationScoped
class SsfGauges {

    SsfGauges(
            Transmitters transmitters, SsfIssuers issuers, Samples samples, MeterRegistry metrics) {
        Sample<Map<String, Double>> seconds =
                samples.of(Map.of(), _ -> issuers.secondsSinceVerified());
        for (String issuer : transmitters.issuers()) {
            Gauge.builder(
                            "hostkeysync_ssf_verified_seconds",
                            () -> seconds.get().getOrDefault(issuer, Double.NaN))
                    .tag("issuer", issuer)
                    .description("Age of the newest verification event of the issuer")
                    .register(metrics);
        }
    }
}
