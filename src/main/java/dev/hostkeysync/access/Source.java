package dev.hostkeysync.access;

import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Where a request comes from, as far as failures are counted: an IPv4 address, or the /64 of an
/// IPv6 address, of which everybody has as many as they like. Behind proxies that Quarkus is told
/// to trust it is the address they forward.
final class Source {

    private static final String UNKNOWN = "unknown";

    private Source() {}

    static String of(@Nullable SocketAddress remote) {
        return remote == null || remote.hostAddress() == null
                ? UNKNOWN
                : ofAddress(remote.hostAddress());
    }

    static String ofAddress(String address) {
        try {
            InetAddress literal = InetAddress.ofLiteral(address);
            return literal instanceof Inet6Address
                    ? HexFormat.of().formatHex(literal.getAddress(), 0, 8) + "::/64"
                    : literal.getHostAddress();
        } catch (IllegalArgumentException _) {
            // A forwarded header may say anything; it must not make many sources of one.
            return UNKNOWN;
        }
    }
}
