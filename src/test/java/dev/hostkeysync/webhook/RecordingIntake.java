package dev.hostkeysync.webhook;

import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Remembers what an adapter hands over, as the inbox would.
public final class RecordingIntake implements Intake {

    private final List<Notice> taken = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private Consumer<Notice> before = _ -> {};

    /// May throw, as the database may.
    public void beforeEach(Consumer<Notice> before) {
        this.before = before;
    }

    public void clear() {
        taken.clear();
        outcomes.clear();
        known.clear();
    }

    @Override
    public Outcome take(Notice notice) {
        try {
            before.accept(notice);
        } catch (RuntimeException e) {
            outcomes.add(Outcome.FAILED);
            throw e;
        }
        Outcome outcome = Outcome.DUPLICATE;
        if (notice.eventIds().stream().noneMatch(known::contains)) {
            known.addAll(notice.eventIds());
            taken.add(notice);
            outcome = Outcome.CHANGED;
        }
        outcomes.add(outcome);
        return outcome;
    }

    @Override
    public boolean knows(String source, String eventId) {
        return known.contains(eventId);
    }

    @Override
    public void remember(String source, String eventId) {
        known.add(eventId);
    }

    @Override
    public void count(String source, Outcome outcome) {
        outcomes.add(outcome);
    }

    public List<Notice> taken() {
        return taken;
    }

    /// Everything counted, in its order.
    public List<Outcome> outcomes() {
        return outcomes;
    }

    /// A notice in one line: time, what is reported, and the names of whom; a name that was not
    /// given is a dash, and our own id and Zoom's are left away where there is none.
    public static String line(Notice notice) {
        UserReference user = notice.report().user();
        return Stream.of(
                        Stream.of(
                                notice.occurredAt().toString(),
                                notice.report().getClass().getSimpleName()),
                        Stream.of(
                                        user.id().map(Object::toString),
                                        user.zoomUserId().map(Object::toString))
                                .flatMap(Optional::stream),
                        Stream.of(
                                        user.externalId().map(ExternalId::value),
                                        user.userName(),
                                        user.email().map(EmailAddress::value))
                                .map(name -> name.orElse("-")))
                .flatMap(words -> words)
                .collect(Collectors.joining(" "));
    }
}
