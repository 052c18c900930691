package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.common.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/// Whom a receiver wants to hear of (SSF 1.0 section 8.1.3): everybody, but for those it removed.
@ApplicationScoped
class Subjects {

    /// That a stream can have removed.
    static final int MOST = 10_000;

    private static final Problem TOO_MANY =
            Problem.of("too-many-subjects", 403, "No more subjects can be removed");

    private final Jdbi jdbi;
    private final StreamAdministration administration;
    private final Streams streams;

    Subjects(Jdbi jdbi, StreamAdministration administration, Streams streams) {
        this.jdbi = jdbi;
        this.administration = administration;
        this.streams = streams;
    }

    /// A subject that was not removed is there already.
    void add(Body body, Peer peer) {
        Subject subject = subject(body);
        boolean _ = body.flag("verified");
        jdbi.useTransaction(tx -> {
            Stream stream = administration.locked(tx, body.streamId(), peer);
            streams.addSubject(tx, stream.id(), subject);
        });
    }

    /// Whether we know the subject is not told.
    void remove(Body body, Peer peer) {
        Subject subject = subject(body);
        jdbi.useTransaction(tx -> {
            Stream stream = administration.locked(tx, body.streamId(), peer);
            if (!streams.removeSubject(tx, stream.id(), subject, MOST)) {
                throw TOO_MANY.detail("a stream can have " + MOST + " removed subjects")
                        .toException();
            }
        });
    }

    private static Subject subject(Body body) {
        Body subject = body.object("subject").orElseThrow(() -> Body.bad("subject is missing"));
        return Subject.parse(subject.json())
                .orElseThrow(() ->
                        Body.bad(
                                "subject must be a simple subject of the format email, iss_sub or opaque, at most 512"
                                        + " characters long"));
    }
}
