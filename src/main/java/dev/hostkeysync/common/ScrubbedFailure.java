package dev.hostkeysync.common;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// What failed and where, for the log, without a word of what it failed on: messages of exceptions
/// quote values.
public final class ScrubbedFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int DEEPEST = 20;

    private ScrubbedFailure(Throwable failure, @Nullable Throwable cause) {
        super(failure.getClass().getName() + detailsOf(failure), cause, false, true);
        setStackTrace(failure.getStackTrace());
    }

    /// The same chain of causes, each with its class, place and SQLSTATE alone.
    public static ScrubbedFailure of(Throwable failure) {
        List<Throwable> chain = chain(failure);
        ScrubbedFailure scrubbed = new ScrubbedFailure(chain.getLast(), null);
        for (Throwable outer : chain.reversed().subList(1, chain.size())) {
            scrubbed = new ScrubbedFailure(outer, scrubbed);
        }
        return scrubbed;
    }

    /// In a few words, from the innermost cause: such as `PSQLException 23514
    /// host_key_state_check`.
    public static String reasonOf(Throwable failure) {
        Throwable cause = chain(failure).getLast();
        return cause.getClass().getSimpleName() + detailsOf(cause);
    }

    private static List<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .toList();
    }

    /// SQLSTATE and what of our schema is concerned.
    private static String detailsOf(Throwable failure) {
        if (!(failure instanceof SQLException sql)) {
            return "";
        }
        Optional<ServerErrorMessage> server =
                sql instanceof PSQLException postgres
                        ? Optional.ofNullable(postgres.getServerErrorMessage())
                        : Optional.empty();
        return Stream.of(
                        Optional.ofNullable(sql.getSQLState()),
                        server.map(ServerErrorMessage::getConstraint),
                        server.map(ServerErrorMessage::getColumn))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" ", " ", ""))
                .stripTrailing();
    }
}
