package dev.hostkeysync.directory;

import dev.hostkeysync.common.Ids;
import dev.hostkeysync.directory.Candidates.Choice;
import dev.hostkeysync.directory.ChangeResult.Ambiguous;
import dev.hostkeysync.directory.ChangeResult.Changed;
import dev.hostkeysync.directory.ChangeResult.Late;
import dev.hostkeysync.directory.ChangeResult.NotFound;
import dev.hostkeysync.directory.ChangeResult.Unchanged;
import dev.hostkeysync.directory.ChangeResult.UserNameTaken;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// Takes the word of systems outside, in the caller's transaction. Everybody takes their locks in
/// one order: names, [Policy], rows.
@ApplicationScoped
class Reports {

    private static final String RENAMING = "renaming";

    private final Users users;
    private final Members members;
    private final Facts facts;
    private final Outbox outbox;
    private final Ids ids;

    Reports(Users users, Members members, Facts facts, Outbox outbox, Ids ids) {
        this.users = users;
        this.members = members;
        this.facts = facts;
        this.outbox = outbox;
        this.ids = ids;
    }

    ChangeResult take(Handle tx, Word word, EventDraft draft) {
        if (word.reference().isEmpty()) {
            return new NotFound();
        }
        return new Taking(tx, word, draft).result();
    }

    /// A user whom SCIM has just made, and of whom others spoke before.
    ///
    /// @param user as inserted
    ChangeResult madeByScim(Handle tx, DirectoryUser user, Kept kept, EventDraft draft) {
        return new Taking(tx, Word.ofScim(user), draft, kept).made(user);
    }

    /// One word inside its transaction.
    private final class Taking {

        private final Handle tx;
        private final EventDraft draft;
        private final Set<UUID> newNames;
        private final Kept kept;
        private Word word;

        Taking(Handle tx, Word word, EventDraft draft) {
            this.tx = tx;
            this.word = word;
            this.draft = draft;
            this.newNames = word.newNames();
            Set<UUID> names = new HashSet<>(word.names());
            names.addAll(newNames);
            this.kept = facts.lockNames(tx, names);
        }

        Taking(Handle tx, Word word, EventDraft draft, Kept kept) {
            this.tx = tx;
            this.word = word;
            this.draft = draft;
            this.newNames = Set.of();
            this.kept = kept;
        }

        ChangeResult result() {
            if (word.kind().equals(Optional.of(FactKind.REMOVED)) || kept.tellsOfARemoval()) {
                // Whoever is removed leaves their groups.
                Policy _ = Policy.lock(tx);
            }
            return switch (choice()) {
                case Choice.One(DirectoryUser user) -> known(user);
                case Choice.Several _ -> new Ambiguous();
                case Choice.Nobody _ -> word.creation().map(this::created).orElseGet(this::unknown);
            };
        }

        private Choice choice() {
            Choice choice =
                    new Candidates(users.lockNamed(tx, word.reference(), word.at()))
                            .choose(word.reference(), word.at());
            return choice instanceof Choice.Nobody
                    ? kept.whoseAt(word.at())
                            .flatMap(user -> users.lock(tx, user))
                            .<Choice>map(Choice.One::new)
                            .orElse(choice)
                    : choice;
        }

        private ChangeResult unknown() {
            word.fact()
                    .or(() -> word.edit().flatMap(Attributes::activeGiven).map(this::turned))
                    .ifPresent(fact -> facts.keep(tx, word.names(), fact));
            return new NotFound();
        }

        private ChangeResult created(Profile profile) {
            DirectoryUser user =
                    DirectoryUser.created(new UserId(ids.next()), profile, draft.now())
                            .withHeard(Heard.NOTHING.decided(word.at()));
            Boolean eligible = users.insert(tx, List.of(user)).get(user.id());
            if (eligible == null) {
                // Somebody came by another door at the same moment.
                return choice() instanceof Choice.One(DirectoryUser other)
                        ? known(other)
                        : new UserNameTaken();
            }
            if (word.edit().isPresent()) {
                // Otherwise it knows little: whatever else is said of the attributes is better.
                facts.speakOf(tx, user.id(), word.at(), Attributes.given(profile));
            }
            return made(user.withEligible(eligible));
        }

        ChangeResult made(DirectoryUser user) {
            Set<Fact> fresh = kept.facts();
            word.fact().ifPresent(fresh::add);
            return written(
                    user.atVersion(0),
                    Edition.none(user.profile()),
                    History.ofNobody(fresh, user.eligible()),
                    /* isNew */ true);
        }

        private ChangeResult known(DirectoryUser user) {
            // Of two words of one moment the one that came later is the later.
            word.fact()
                    .filter(fact ->
                            word.isOfTheMomentOf(user)
                                    && !facts.know(tx, user.id(), fact, Word.MOMENT))
                    .flatMap(_ -> user.heard().decidedAt())
                    .ifPresent(latest -> word = word.after(latest));
            boolean mayRename = user.exists() && isRename(user);
            if (mayRename) {
                Handle _ = tx.savepoint(RENAMING);
            }
            Edition edition = user.exists() ? edition(user) : Edition.none(user.profile());
            Set<Fact> fresh = user.exists() ? kept.facts(newNames, word.at()) : new HashSet<>();
            word.fact().ifPresent(fresh::add);
            edition.active().map(this::turned).ifPresent(fresh::add);
            History history = History.read(facts, tx, user, fresh);
            return mayRename
                    ? renamed(user, edition, history)
                    : written(user, edition, history, /* isNew */ false);
        }

        private Fact turned(boolean on) {
            return word.fact(on ? FactKind.ON : FactKind.OFF);
        }

        private boolean isRename(DirectoryUser user) {
            String name = user.profile().userName();
            return word.edit()
                    .map(edit -> edit.apply(user.profile()).userName())
                    .filter(next -> !Profile.userNameKey(next).equals(Profile.userNameKey(name)))
                    .isPresent();
        }

        /// Whoever has the name already must not spoil the caller's transaction: nothing is known
        /// of the attributes then, but the switches are as they are said.
        private ChangeResult renamed(DirectoryUser user, Edition edition, History history) {
            try {
                return written(user, edition, history, /* isNew */ false);
            } catch (UnableToExecuteStatementException e) {
                if (!Directory.isUniqueViolation(e)) {
                    throw e;
                }
                Handle _ = tx.rollbackToSavepoint(RENAMING);
                Edition none = Edition.none(user.profile());
                return written(user, none, history, /* isNew */ false) instanceof Changed changed
                        ? changed
                        : new UserNameTaken();
            }
        }

        private Edition edition(DirectoryUser user) {
            return word.edit()
                    .map(edit -> {
                        if (word.isOlderThanProfileOf(user)) {
                            return Edition.late(user, edit.apply(user.profile()), word.at());
                        }
                        Edition edition = Edition.of(user.profile(), edit, word.kind().isEmpty());
                        Set<String> newer = facts.spokenOfAfter(tx, user.id(), word.at());
                        facts.speakOf(tx, user.id(), word.at(), edition.attributes());
                        return edition.without(newer, user.profile());
                    })
                    .orElseGet(() -> Edition.none(user.profile()));
        }

        private ChangeResult written(
                DirectoryUser before, Edition edition, History history, boolean isNew) {
            Timeline now = history.now();
            Standing standing = now.last();
            DirectoryUser after =
                    before.next(profile(before, edition, standing), before.status(), draft.now())
                            .standing(standing)
                            .withHeard(history.heard(before, now));
            List<LifecycleEvent> events =
                    draft.told(
                            before,
                            edition.ssoChanged(),
                            now.news(history.told(), isNew, before.eligible()),
                            isNew,
                            after);
            remember(before, history, now, isNew);
            if (after.exists() && word.edit().isPresent()) {
                rename(before, edition, after);
            }
            if (events.isEmpty() && isSame(before, after)) {
                if (!before.heard().equals(after.heard())) {
                    users.updateHeard(tx, before.withHeard(after.heard()));
                }
                return nothing(before.withHeard(after.heard()), edition, history, now);
            }
            DirectoryUser stored =
                    after.atVersion(
                            events.isEmpty()
                                    ? after.version()
                                    : events.getLast().envelope().version());
            if (!isNew || !kept.words().isEmpty()) {
                users.update(tx, stored);
            }
            if (before.exists() && !stored.exists()) {
                members.leaveEveryGroup(tx, stored.id().value(), draft.now());
            }
            outbox.append(tx, events.stream().map(EventDraft::message).toList());
            return new Changed(stored, events);
        }

        private void remember(DirectoryUser user, History history, Timeline now, boolean isNew) {
            facts.put(tx, user.id(), history.moved(now));
            if (!kept.words().isEmpty() && (isNew || user.exists())) {
                facts.drop(tx, kept.names(), isNew ? Set.of() : newNames, word.at());
            }
        }

        /// Words that use an older name, and come later, are still about the user.
        private void rename(DirectoryUser before, Edition edition, DirectoryUser after) {
            Set<UUID> is = NameHash.of(after.profile());
            Set<UUID> was = NameHash.of(before.profile());
            was.removeAll(is);
            if (!was.isEmpty()) {
                facts.keepFormer(tx, was, after.id(), word.at());
            }
            Set<UUID> meanwhile = NameHash.of(edition.said());
            meanwhile.removeAll(is);
            meanwhile.removeAll(was);
            if (!meanwhile.isEmpty()) {
                facts.keepFormer(tx, meanwhile, after.id(), draft.now());
            }
        }

        private static Profile profile(DirectoryUser before, Edition edition, Standing standing) {
            if (standing.exists()) {
                return Documents.withActive(edition.profile(), standing.active());
            }
            return before.exists() ? Documents.forgotten(edition.profile()) : before.profile();
        }

        private static boolean isSame(DirectoryUser before, DirectoryUser after) {
            return Documents.same(before.profile(), after.profile())
                    && before.status() == after.status()
                    && before.activeAtZoom() == after.activeAtZoom()
                    && before.zoomUserId().equals(after.zoomUserId());
        }

        private ChangeResult nothing(
                DirectoryUser user, Edition edition, History history, Timeline now) {
            boolean ofAnother = word.fact().flatMap(now::stepOf).filter(Step::foreign).isPresent();
            if (ofAnother) {
                return new NotFound();
            }
            return edition.isLate() || word.fact().filter(history::isLate).isPresent()
                    ? new Late(user)
                    : new Unchanged(user);
        }
    }
}
