package dev.hostkeysync.portal;

import dev.hostkeysync.common.Problem;

/// Who may see the pages below `/console`.
public final class ConsolePage {

    /// Of the first of them.
    public static final String PATH = PagePaths.CONSOLE;

    static final Problem NOT_FOR_YOU =
            Problem.of("operators-only", 403, "This page is for operators")
                    .detail(
                            "You are signed in, and not a member of the group that may see it. If you"
                                    + " should be, ask whoever runs this service for"
                                    + " OIDC_OPERATOR_GROUP, then sign out and in again.");

    private ConsolePage() {}

    /// @throws dev.hostkeysync.common.ProblemException 403
    public static Visitor operator(Visitor visitor) {
        if (!visitor.isOperator()) {
            throw NOT_FOR_YOU.toException();
        }
        return visitor;
    }
}
