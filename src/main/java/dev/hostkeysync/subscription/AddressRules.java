package dev.hostkeysync.subscription;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Which machines deliveries may reach: those of the public internet. The ranges are IANA's
/// special-purpose registries (RFC 6890 and its updates), and the addresses at which clouds tell
/// instances their credentials.
final class AddressRules {

    enum Verdict {
        PUBLIC,
        /// This machine, or a network of our own: only for hosts that an operator vouches for.
        PRIVATE,
        /// No receiver can be there.
        FORBIDDEN
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Block(byte[] prefix, int bits) {

        static Block of(String cidr) {
            String[] part = cidr.split("/");
            return new Block(
                    InetAddress.ofLiteral(part[0]).getAddress(), Integer.parseInt(part[1]));
        }

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            int whole = bits / 8;
            int rest = bits % 8;
            return Arrays.equals(prefix, 0, whole, address, 0, whole)
                    && (rest == 0
                            || (prefix[whole] & 0xff) >> (8 - rest)
                                    == (address[whole] & 0xff) >> (8 - rest));
        }
    }

    private static final List<Block> PRIVATE =
            blocks(
                    "127.0.0.0/8",
                    "10.0.0.0/8",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "100.64.0.0/10",
                    "::1/128",
                    "fc00::/7");

    private static final List<Block> FORBIDDEN =
            blocks(
                    // Before the private ranges that hold them.
                    "100.100.100.200/32",
                    "fd00:ec2::254/128",
                    "fd20:ce::254/128",
                    "168.63.129.16/32",
                    "0.0.0.0/8",
                    "169.254.0.0/16",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    // Of IPv6 only global unicast, without the parts with a meaning of their own:
                    // Teredo and others, documentation, 6to4, documentation, segment routing.
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                    "5f00::/16");

    private static final Block GLOBAL_UNICAST = Block.of("2000::/3");

    /// The well-known prefix of NAT64 (RFC 6052): what counts is the IPv4 address in it.
    private static final Block NAT64 = Block.of("64:ff9b::/96");

    private AddressRules() {}

    static Verdict judge(InetAddress address) {
        byte[] bytes = address.getAddress();
        return judge(bytes);
    }

    private static Verdict judge(byte[] address) {
        if (NAT64.contains(address)) {
            return judge(Arrays.copyOfRange(address, 12, 16));
        }
        if (matches(FORBIDDEN, address)) {
            return Verdict.FORBIDDEN;
        }
        if (matches(PRIVATE, address)) {
            return Verdict.PRIVATE;
        }
        return address.length == 4 || GLOBAL_UNICAST.contains(address)
                ? Verdict.PUBLIC
                : Verdict.FORBIDDEN;
    }

    /// @param vouched whether the host is in `SUBSCRIPTION_ALLOWED_HOSTS`
    static boolean allows(InetAddress address, boolean vouched) {
        return switch (judge(address)) {
            case PUBLIC -> true;
            case PRIVATE -> vouched;
            case FORBIDDEN -> false;
        };
    }

    private static boolean matches(List<Block> blocks, byte[] address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    private static List<Block> blocks(String... cidr) {
        return Stream.of(cidr).map(Block::of).toList();
    }
}
