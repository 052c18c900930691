package dev.hostkeysync.reconcile.users;

import dev.hostkeysync.audit.AuditSearch;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.directory.UserWords;
import dev.hostkeysync.hostkey.KeyHistory;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.provisioning.SyncReader;
import dev.hostkeysync.provisioning.SyncState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// All that is stored of what happened to one user, in one list; never digits.
@ApplicationScoped
public class UserTimeline {

    /// Whoever gets a new key every day has as many in a year.
    private static final int VERSIONS = 400;

    /// More of one moment than there ever are.
    private static final int TIES = 100;

    // Later than anything that is stored.
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    /// @param next the last event of this page, where another one follows
    public record Page(List<UserEvent> events, Optional<UserEvent> next) {}

    private final Jdbi jdbi;
    private final UserKeys users;
    private final KeyHistory keys;
    private final AuditSearch audit;
    private final UserWords words;
    private final SyncReader work;

    UserTimeline(
            Jdbi jdbi,
            UserKeys users,
            KeyHistory keys,
            AuditSearch audit,
            UserWords words,
            SyncReader work) {
        this.jdbi = jdbi;
        this.users = users;
        this.keys = keys;
        this.audit = audit;
        this.words = words;
        this.work = work;
    }

    /// From the newest, which may be still to come.
    ///
    /// @param at of the last event of the page before, with `key`; empty = from the beginning
    public Page page(UserId user, Optional<Instant> at, String key, int atMost) {
        Instant until = at.orElse(END);
        List<UserEvent> events =
                jdbi.withHandle(tx ->
                        Stream.of(
                                        ofUser(tx, user),
                                        ofWork(tx, user),
                                        ofKeys(tx, user),
                                        ofAudit(tx, user, until, atMost),
                                        ofWords(tx, user, until, atMost))
                                .flatMap(List::stream)
                                .filter(event -> at.isEmpty() || isAfter(event, until, key))
                                .sorted()
                                .limit(atMost + 1L)
                                .toList());
        List<UserEvent> page = events.subList(0, Math.min(atMost, events.size()));
        return new Page(
                page, events.size() > atMost ? Optional.of(page.getLast()) : Optional.empty());
    }

    private static boolean isAfter(UserEvent event, Instant at, String key) {
        int time = event.at().compareTo(at);
        return time < 0 || (time == 0 && event.key().compareTo(key) < 0);
    }

    private List<UserEvent> ofUser(Handle tx, UserId id) {
        DirectoryUser user = users.find(tx, id.toString()).orElseThrow(Refusals::noSuchUser);
        List<UserEvent> events = new ArrayList<>();
        events.add(new UserEvent(user.createdAt(), "a", new UserEvent.Known()));
        if (user.version() > 1) {
            events.add(new UserEvent(user.updatedAt(), "b", new UserEvent.Changed(user.version())));
        }
        return events;
    }

    private List<UserEvent> ofWork(Handle tx, UserId user) {
        List<UserEvent> events = new ArrayList<>();
        Optional.ofNullable(work.of(tx, List.of(user)).get(user))
                .filter(one -> one.state() != SyncState.DONE)
                .ifPresent(one -> {
                    events.add(
                            new UserEvent(
                                    one.acceptedAt(), "w1", new UserEvent.Asked(one.cause())));
                    one.inDoubtSince()
                            .ifPresent(since ->
                                    events.add(
                                            new UserEvent(since, "w2", new UserEvent.InDoubt())));
                    one.nextAttemptAt()
                            .ifPresent(next ->
                                    events.add(
                                            new UserEvent(
                                                    next,
                                                    "w3",
                                                    new UserEvent.NextAttempt(
                                                            one.state(),
                                                            one.attempts(),
                                                            one.reason()))));
                });
        return events;
    }

    private List<UserEvent> ofKeys(Handle tx, UserId user) {
        List<UserEvent> events = new ArrayList<>();
        for (KeyHistory.Version one : keys.of(tx, user, VERSIONS)) {
            events.add(step(one, UserEvent.Step.DRAWN, one.openedAt()));
            one.sentAt().ifPresent(at -> events.add(step(one, UserEvent.Step.SENT, at)));
            one.activatedAt().ifPresent(at -> events.add(step(one, UserEvent.Step.CONFIRMED, at)));
            one.driftedAt().ifPresent(at -> events.add(step(one, UserEvent.Step.DRIFTED, at)));
            one.as()
                    .ifPresent(as ->
                            events.add(
                                    step(
                                            one,
                                            switch (as) {
                                                case SUPERSEDED -> UserEvent.Step.SUPERSEDED;
                                                case REFUSED -> UserEvent.Step.REFUSED;
                                                case REVOKED -> UserEvent.Step.REVOKED;
                                            },
                                            one.retiredAt().orElseThrow())));
        }
        return events;
    }

    private static UserEvent step(KeyHistory.Version one, UserEvent.Step step, Instant at) {
        return new UserEvent(
                at,
                "k%012d%s".formatted(one.version(), step.rank()),
                new UserEvent.KeyStep(
                        one.version(),
                        step,
                        one.concealed(),
                        step == UserEvent.Step.DRAWN ? one.cause() : Optional.empty()));
    }

    private List<UserEvent> ofAudit(Handle tx, UserId user, Instant until, int atMost) {
        return audit
                .page(
                        tx,
                        AuditSearch.Wanted.about(user),
                        Optional.of(new AuditSearch.Place(until, Long.MAX_VALUE)),
                        atMost + TIES)
                .stream()
                .map(line ->
                        new UserEvent(
                                line.at(),
                                "d%019d".formatted(line.id()),
                                new UserEvent.Act(
                                        line.actor(), line.action(), line.source(), line.detail())))
                .toList();
    }

    private List<UserEvent> ofWords(Handle tx, UserId user, Instant until, int atMost) {
        return words.of(tx, user, until, atMost + TIES).stream()
                .map(said ->
                        new UserEvent(
                                said.at(),
                                "c" + said.kind().map(Enum::name).orElse(""),
                                new UserEvent.Word(said.kind(), said.attributes())))
                .toList();
    }
}
