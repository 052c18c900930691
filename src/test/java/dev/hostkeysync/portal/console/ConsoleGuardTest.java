package dev.hostkeysync.portal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.portal.Frame;
import dev.hostkeysync.portal.SignedIn;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ConsoleGuardTest {

    private final ConsoleGuard forEmployee =
            new ConsoleGuard(SignedIn.employee(), SignedIn.frames());

    private static int status(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).problem().status();
    }

    @Test
    void letsOperatorsIn() {
        Frame frame =
                new ConsoleGuard(SignedIn.operator(), SignedIn.frames())
                        .frame("Operator console", "/console");

        assertThat(frame.operator()).isTrue();
        assertThat(frame.isConsole()).isTrue();
        assertThat(frame.csrf()).hasSize(64);
    }

    @Test
    void letsNobodyElseIn() {
        assertThat(status(forEmployee::demand)).isEqualTo(403);
        assertThat(status(() -> forEmployee.frame("Operator console", "/console"))).isEqualTo(403);
    }
}
