package dev.hostkeysync.webhook.ssf;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;

@Dependent
class SsfWiring {

    @Produces
    @Singleton
    Transmitters transmitters(SsfConfig config, InstantSource clock) {
        return Transmitters.discovered(
                config.issuers().map(SsfSettings::issuers).orElse(Set.of()), clock);
    }
}
