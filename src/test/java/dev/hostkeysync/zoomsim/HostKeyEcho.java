package dev.hostkeysync.zoomsim;

/// Whether a change of a host key comes back as `user.updated`. Zoom's schema says so with digits;
/// what it really does is not documented.
public enum HostKeyEcho {
    /// Nothing comes back.
    OFF {
        @Override
        String shown(String hostKey) {
            return hostKey;
        }
    },
    /// With the digits.
    DIGITS {
        @Override
        String shown(String hostKey) {
            return hostKey;
        }
    },
    /// With asterisks in their place.
    MASKED {
        @Override
        String shown(String hostKey) {
            return "*".repeat(hostKey.length());
        }
    };

    abstract String shown(String hostKey);
}
