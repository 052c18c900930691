package dev.hostkeysync.subscription;

import dev.hostkeysync.common.Secret;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/// To whom a delivery goes.
///
/// @param secrets those that are live now, the newest first: two while one replaces the other
public record Receiver(UUID subscription, Kind kind, URI url, List<Secret> secrets) {

    public Receiver {
        secrets = List.copyOf(secrets);
    }
}
