package dev.hostkeysync.subscription;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Looks a name up. An interface, so that a test can say where a name leads, and when.
@FunctionalInterface
interface Resolver {

    /// @return at least one
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
