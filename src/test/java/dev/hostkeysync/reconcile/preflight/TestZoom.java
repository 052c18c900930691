package dev.hostkeysync.reconcile.preflight;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.zoom.HostKeyLock;
import dev.hostkeysync.zoom.LockChange;
import dev.hostkeysync.zoom.ZoomAccount;
import dev.hostkeysync.zoom.ZoomConfig;
import dev.hostkeysync.zoom.auth.Access;
import dev.hostkeysync.zoom.limit.Plan;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A Zoom account that answers what it is told to.
final class TestZoom implements ZoomAccount {

    static final Access.Token TOKEN =
            new Access.Token(
                    Secret.of("eyJ"),
                    Duration.ofHours(1),
                    Set.of(
                            "user:update:user:admin",
                            "user:read:user:admin",
                            "user:read:list_users:admin",
                            "account:read:settings:admin"));

    final List<String> asked = new ArrayList<>();
    Access access = TOKEN;
    HostKeyLock lock = new HostKeyLock.Locked();
    Optional<LockChange> change = Optional.empty();

    @Override
    public Access access() {
        asked.add("access");
        return access;
    }

    @Override
    public Access renewAccess() {
        asked.add("renew");
        return access;
    }

    @Override
    public HostKeyLock hostKeyLock() {
        asked.add("lock?");
        return lock;
    }

    @Override
    public LockChange lockHostKeys() {
        return change.orElseThrow(() -> new AssertionError("nobody asked for it"));
    }

    /// All that matters to a preflight.
    record Config(Plan plan, OptionalInt budgetOverridePerSecond) implements ZoomConfig {

        @Override
        public String accountId() {
            return "account";
        }

        @Override
        public String clientId() {
            return "client";
        }

        @Override
        public Secret clientSecret() {
            return Secret.of("secret");
        }

        @Override
        public URI oauthUrl() {
            return URI.create("http://127.0.0.1:1");
        }

        @Override
        public URI apiUrl() {
            return URI.create("http://127.0.0.1:1");
        }

        @Override
        public double budgetShare() {
            return 0.5;
        }

        @Override
        public Duration requestTimeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(3);
        }
    }
}
