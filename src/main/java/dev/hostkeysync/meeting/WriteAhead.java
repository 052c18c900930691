package dev.hostkeysync.meeting;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.zoom.ZoomConfig;
import dev.hostkeysync.zoom.limit.RateClass.DailyLimit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What is written before Zoom is asked and after it answered: the request's key, the host's count
/// and the audit trail, in one transaction each. Whatever is killed in between leaves the row
/// without an answer, and a repetition then makes no second meeting.
@ApplicationScoped
class WriteAhead {

    /// @param scheduler empty = the host themselves
    record Wish(
            MeetingOrder order,
            Person host,
            Optional<Person> scheduler,
            Optional<RequestKey> key,
            Caller caller,
            String source) {

        boolean grants() {
            return order.grantPrivilege() && scheduler.isPresent();
        }
    }

    sealed interface Opened {

        /// Zoom is to be asked now.
        ///
        /// @param row the request's, where it has a key
        record Go(Optional<UUID> row, Instant at) implements Opened {}

        /// It came before, and this is what it made.
        record Made(Meeting meeting) implements Opened {}
    }

    /// Of one request: what waiting for a slot may take, and what nobody thought of.
    private static final Duration AROUND_A_CALL = Duration.ofSeconds(5);

    private final Jdbi jdbi;
    private final Requests requests;
    private final HostDays days = new HostDays();
    private final AuditTrail audit;
    private final InstantSource clock;
    private final int perDay;
    private final Duration longest;

    WriteAhead(
            Jdbi jdbi,
            Requests requests,
            AuditTrail audit,
            ZoomConfig config,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.requests = requests;
        this.audit = audit;
        this.clock = clock;
        this.perDay = DailyLimit.MEETING_WRITES_PER_HOST.on(config.plan());
        // Two calls, each of which may be repeated with another token; each of the four requests
        // may have to wait for a token first, which is a request too.
        this.longest = config.requestTimeout().multipliedBy(2).plus(AROUND_A_CALL).multipliedBy(4);
    }

    /// @throws dev.hostkeysync.common.ProblemException when Zoom is not to be asked; then nothing
    ///   is written
    Opened open(Wish wish) {
        Instant now = clock.instant();
        return jdbi.inTransaction(tx ->
                wish.key()
                        .map(key -> known(tx, requests.begin(tx, key, now), wish, now))
                        .orElseGet(() -> go(tx, Optional.empty(), wish, now)));
    }

    /// What a request is answered that came before, when its people are not to be found any more.
    /// Empty when it did not come before.
    ///
    /// @throws dev.hostkeysync.common.ProblemException as [#open]
    Optional<Meeting> repeated(RequestKey key, MeetingOrder order, Caller caller, String source) {
        Instant now = clock.instant();
        return jdbi.inTransaction(tx -> {
            Optional<Meeting> made = requests.find(tx, key, now).map(known -> made(known, now));
            made.filter(_ -> order.includeStartUrl())
                    .ifPresent(meeting ->
                            audit.record(
                                    tx,
                                    caller.actor(),
                                    "meeting.start-url",
                                    source,
                                    "meeting " + meeting.meetingId()));
            return made;
        });
    }

    private Opened known(Handle tx, Requests.Known known, Wish wish, Instant now) {
        if (known instanceof Requests.Known.Fresh(UUID row)) {
            return go(tx, Optional.of(row), wish, now);
        }
        Meeting meeting = made(known, now);
        if (wish.order().includeStartUrl()) {
            record(tx, wish, "meeting.start-url", "meeting " + meeting.meetingId());
        }
        return new Opened.Made(meeting);
    }

    private Meeting made(Requests.Known known, Instant now) {
        return switch (known) {
            case Requests.Known.Made(Meeting meeting) -> meeting;
            case Requests.Known.Fresh _ ->
                    throw new IllegalStateException("it did not come before");
            case Requests.Known.Different _ -> throw MeetingProblems.keyReused().toException();
            case Requests.Known.Unreadable(String id) ->
                    throw MeetingProblems.answerLost(id).toException();
            case Requests.Known.Unknown(Instant since) -> throw unknown(since);
            case Requests.Known.Sent(Instant since) ->
                    throw now.isBefore(since.plus(longest))
                            ? MeetingProblems.underWay().toException()
                            : unknown(since);
        };
    }

    private static RuntimeException unknown(Instant since) {
        return MeetingProblems.unknown("no answer was written down", since, /* keyed */ true)
                .toException();
    }

    private Opened go(Handle tx, Optional<UUID> row, Wish wish, Instant now) {
        if (wish.order().start().isBefore(now)) {
            throw MeetingProblems.past().toException();
        }
        if (!days.take(tx, wish.host(), now, perDay)) {
            throw MeetingProblems.hostDayUsed(perDay, now, Optional.empty()).toException();
        }
        String by =
                wish.scheduler().map(one -> "by " + one.name()).orElse("in the host's own name");
        record(
                tx,
                wish,
                "meeting.schedule",
                by + (wish.order().includeStartUrl() ? ", start URL asked for" : ""));
        if (wish.grants()) {
            record(tx, wish, "meeting.grant-privilege", "to schedule, asked for " + by);
        }
        return new Opened.Go(row, now);
    }

    /// Nothing was made: as if nobody had asked, but for the audit trail.
    void drop(Wish wish, Opened.Go go) {
        jdbi.useTransaction(tx -> {
            days.giveBack(tx, wish.host(), go.at());
            go.row().ifPresent(row -> requests.drop(tx, row));
        });
    }

    /// Nothing was made, and nothing will be for this host today.
    void dropForToday(Wish wish, Opened.Go go) {
        jdbi.useTransaction(tx -> {
            days.used(tx, wish.host(), go.at(), perDay);
            go.row().ifPresent(row -> requests.drop(tx, row));
        });
    }

    /// Nobody knows whether there is a meeting. Without this word a repetition is told the same,
    /// only later.
    void unknown(Opened.Go go) {
        go.row().ifPresent(row -> jdbi.useTransaction(tx -> requests.unknown(tx, row)));
    }

    void made(Wish wish, Opened.Go go, Meeting meeting) {
        jdbi.useTransaction(tx -> {
            go.row().ifPresent(row -> requests.made(tx, row, meeting));
            record(
                    tx,
                    wish,
                    "meeting.scheduled",
                    "meeting " + meeting.meetingId() + ", Zoom's host " + meeting.hostId());
        });
    }

    int perDay() {
        return perDay;
    }

    private void record(Handle tx, Wish wish, String action, String detail) {
        String actor = wish.caller().actor();
        if (wish.host().id().isPresent()) {
            audit.record(tx, actor, action, wish.host().id().get(), wish.source(), detail);
        } else {
            audit.record(
                    tx, actor, action, wish.source(), "for " + wish.host().name() + ": " + detail);
        }
    }
}
