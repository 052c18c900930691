package dev.hostkeysync.subscription;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The hosts that an operator vouches for, `SUBSCRIPTION_ALLOWED_HOSTS`: exact names, no patterns.
public final class AllowedHosts {

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f:.]{2,45}");

    private final Set<String> hosts;

    private AllowedHosts(Set<String> hosts) {
        this.hosts = hosts;
    }

    /// @param list host names or addresses, separated by commas
    public static AllowedHosts of(Optional<String> list) {
        return new AllowedHosts(
                list.stream()
                        .flatMap(text -> Arrays.stream(text.split(",", -1)))
                        .map(AllowedHosts::plain)
                        .filter(host -> !host.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    static Optional<String> fault(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(host -> !HOST.matcher(host).matches())
                .findFirst()
                .map(host -> "'" + host + "' is not a host");
    }

    /// @param host as in a URL, an IPv6 address without its brackets
    boolean contains(String host) {
        return hosts.contains(plain(host));
    }

    private static String plain(String host) {
        return host.strip().toLowerCase(Locale.ROOT);
    }
}
