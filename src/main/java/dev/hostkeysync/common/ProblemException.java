package dev.hostkeysync.common;

import java.io.Serial;

/// Ends a request with a [Problem]. It tells no bug, so it carries no stack trace.
public final class ProblemException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(
                problem.title(),
                /* cause */ null,
                /* enableSuppression */ false,
                /* writableStackTrace */ false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
