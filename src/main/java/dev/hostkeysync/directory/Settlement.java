package dev.hostkeysync.directory;

import dev.hostkeysync.common.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Brings all users in line with a policy that is new, a batch per transaction. How far it is, is
/// stored: whoever comes next goes on there, and replicas share the work.
@ApplicationScoped
class Settlement {

    private static final String ORIGIN = "policy:eligible-groups";

    private final Jdbi jdbi;
    private final Eligibility eligibility;
    private final Ids ids;
    private final InstantSource clock;

    Settlement(Jdbi jdbi, Eligibility eligibility, Ids ids, InstantSource clock) {
        this.jdbi = jdbi;
        this.eligibility = eligibility;
        this.ids = ids;
        this.clock = clock;
    }

    /// Puts the policy in force where it is not.
    ///
    /// @return whether users are left to be checked
    boolean begin(Set<String> groups) {
        return jdbi.inTransaction(tx -> {
            Policy stored = Policy.lock(tx);
            if (!stored.groups().equals(groups)) {
                Policy.replace(tx, groups);
                return true;
            }
            return stored.settledUpTo().isPresent();
        });
    }

    /// Checks the next users, by whatever policy is in force now.
    ///
    /// @return whether there may be more
    boolean next(int atMost) {
        return jdbi.inTransaction(tx -> {
            Policy policy = Policy.lock(tx);
            if (policy.settledUpTo().isEmpty()) {
                return false;
            }
            List<UUID> users = eligibility.after(tx, policy.settledUpTo().get(), atMost);
            eligibility.settleAll(tx, policy, users, EventDraft.at(ids, clock, ORIGIN));
            boolean more = users.size() == atMost;
            Policy.settled(tx, more ? Optional.of(users.getLast()) : Optional.empty());
            return more;
        });
    }
}
