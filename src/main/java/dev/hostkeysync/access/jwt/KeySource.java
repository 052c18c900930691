package dev.hostkeysync.access.jwt;

import java.io.IOException;
import java.util.List;
import org.jose4j.jwk.PublicJsonWebKey;

/// Where an issuer's keys are read.
@FunctionalInterface
public interface KeySource {

    /// Blocks until they are read.
    ///
    /// @throws IOException when they cannot be read now; the message says why, for the operator
    List<PublicJsonWebKey> read() throws IOException;
}
