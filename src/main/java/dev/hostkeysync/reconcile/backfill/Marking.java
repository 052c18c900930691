package dev.hostkeysync.reconcile.backfill;

import dev.hostkeysync.directory.ChangeResult;
import dev.hostkeysync.directory.Directory;
import dev.hostkeysync.directory.Report;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.provisioning.Lane;
import dev.hostkeysync.provisioning.Marked;
import dev.hostkeysync.provisioning.Marks;
import dev.hostkeysync.provisioning.Order;
import dev.hostkeysync.reconcile.backfill.BackfillUsers.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Takes planned users up: whoever is unknown is told to the directory and marked in the same
/// transaction, so that the event which says that they are there finds the key under way.
@ApplicationScoped
class Marking {

    static final String ORIGIN = "backfill";

    private final BackfillUsers users;
    private final Classifier classifier;
    private final Directory directory;
    private final Marks marks;

    Marking(BackfillUsers users, Classifier classifier, Directory directory, Marks marks) {
        this.users = users;
        this.classifier = classifier;
        this.directory = directory;
        this.marks = marks;
    }

    /// @param backfill as locked in this transaction
    /// @return how many were taken up, marked or not
    int take(Handle tx, Backfill backfill, int atMost) {
        List<Listed> next = users.planned(tx, backfill.id(), atMost);
        if (next.isEmpty()) {
            return 0;
        }
        directory.claim(
                tx,
                next.stream()
                        .map(one ->
                                one.email()
                                        .map(mail -> one.reference().withUserName(mail.value()))
                                        .orElseGet(one::reference))
                        .toList());
        // Once more: the plan may be days old.
        Map<String, Decision> decisions = classifier.decide(tx, next, backfill.rotatedBefore());
        Taking taking = new Taking(tx, backfill);
        next.stream()
                .sorted(Comparator.comparing(one -> lockedAs(decisions, one)))
                .forEach(one ->
                        taking.decide(one, Objects.requireNonNull(decisions.get(one.key()))));
        taking.mark();
        users.taken(tx, backfill.id(), taking.entries);
        return next.size();
    }

    /// Users are locked in the order of ids by everybody; those who are made now are nobody's yet.
    private static String lockedAs(Map<String, Decision> decisions, Listed one) {
        return decisions.get(one.key()) instanceof Decision.Give(UserId user, _, _)
                ? user.toString()
                : "";
    }

    private final class Taking {

        private final Handle tx;
        private final Backfill backfill;
        private final Map<UserId, Listed> people = new HashMap<>();
        private final Map<Order, Set<UserId>> orders = new EnumMap<>(Order.class);
        private final List<Entry> entries = new ArrayList<>();

        Taking(Handle tx, Backfill backfill) {
            this.tx = tx;
            this.backfill = backfill;
        }

        void decide(Listed one, Decision decision) {
            switch (decision) {
                case Decision.Adopt _ ->
                        adopted(one)
                                .ifPresentOrElse(
                                        user -> order(user, Order.FILL, one),
                                        () -> skip(one, Skip.OTHER_ZOOM_USER, Optional.empty()));
                case Decision.Give(UserId user, Order order, boolean link) -> {
                    if (link) {
                        var _ = report(new Report.ReadyAtZoom(one.reference().with(user)));
                    }
                    order(user, order, one);
                }
                case Decision.Leave(Skip why, Optional<UserId> user, _) -> skip(one, why, user);
            }
        }

        private Optional<UserId> adopted(Listed one) {
            EmailAddress email = one.email().orElseThrow();
            ChangeResult made =
                    report(new Report.Introduced(one.reference(), Adoption.profile(one, email)));
            return switch (made) {
                case ChangeResult.Changed(var user, _) -> {
                    var _ = report(new Report.ReadyAtZoom(one.reference().with(user.id())));
                    yield Optional.of(user.id());
                }
                case ChangeResult.Unchanged(var user) -> Optional.of(user.id());
                case ChangeResult.Late(var user) -> Optional.of(user.id());
                case ChangeResult.NotFound _,
                        ChangeResult.Ambiguous _,
                        ChangeResult.UserNameTaken _,
                        ChangeResult.VersionMismatch _ ->
                        Optional.empty();
            };
        }

        /// As of the time when the list was asked for: whatever was said since is newer.
        private ChangeResult report(Report report) {
            return directory.report(tx, report, backfill.createdAt(), ORIGIN);
        }

        private void order(UserId user, Order order, Listed one) {
            if (people.putIfAbsent(user, one) != null) {
                // Two of Zoom's users are one of ours.
                skip(one, Skip.OTHER_ZOOM_USER, Optional.of(user));
                return;
            }
            boolean _ = orders.computeIfAbsent(order, _ -> new HashSet<>()).add(user);
        }

        void mark() {
            if (people.isEmpty()) {
                return;
            }
            users.lockWork(tx, people.keySet());
            // An operator may have taken a key away since it was looked up.
            Set<UserId> revoked = Classifier.withoutKeyOnPurpose(tx, people.keySet());
            revoked.forEach(user ->
                    skip(
                            Objects.requireNonNull(people.get(user)),
                            Skip.REVOKED,
                            Optional.of(user)));
            orders.forEach((order, ids) -> {
                boolean _ = ids.removeAll(revoked);
                marks.mark(tx, ids, order, ORIGIN, Lane.bulk(backfill.share()))
                        .forEach(this::marked);
            });
        }

        private void marked(UserId user, Marked result) {
            Listed one = Objects.requireNonNull(people.get(user));
            switch (result) {
                case DONE ->
                        entries.add(
                                new Entry(
                                        one,
                                        UserState.MARKED,
                                        Optional.empty(),
                                        Optional.of(user)));
                // Only revocations are held, and none is asked for here.
                case ALREADY, HELD -> skip(one, Skip.KEY_UNDER_WAY, Optional.of(user));
                case PROTECTED -> skip(one, Skip.PROTECTED, Optional.of(user));
                case NOT_ENTITLED -> skip(one, Skip.DEACTIVATED, Optional.of(user));
                case UNKNOWN -> skip(one, Skip.REMOVED, Optional.of(user));
            }
        }

        private void skip(Listed one, Skip why, Optional<UserId> user) {
            entries.add(new Entry(one, UserState.SKIPPED, Optional.of(why.wireName()), user));
        }
    }
}
