package dev.hostkeysync.common;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ServerErrorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;

class FailureMapperTest {

    @Test
    void passesAKnownProblemOn() {
        Problem problem = Problem.of("no-key-yet", 409, "No key yet");

        assertThat(FailureMapper.problem(problem.toException(), false)).isEqualTo(problem);
    }

    @Test
    void keepsTheStatusOfHttpsOwnRefusals() {
        assertThat(FailureMapper.problem(new NotFoundException("secret"), false))
                .isEqualTo(Problems.NOT_FOUND);
    }

    @Test
    void asksForARepetitionWhileTheDatabaseIsAway() {
        Throwable noConnection =
                new ConnectionException(new SQLException("Sorry, acquisition timeout!"));

        Problem problem = FailureMapper.problem(noConnection, false);

        assertThat(problem).isEqualTo(Problems.UNAVAILABLE);
        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.retryAfter().orElseThrow()).hasSeconds(5);
    }

    @Test
    void tellsNothingOfAnyOtherFailure() {
        assertThat(FailureMapper.problem(new IllegalStateException("secret"), false))
                .isEqualTo(Problems.INTERNAL_ERROR);
        assertThat(FailureMapper.problem(new ServerErrorException("secret", 502), false))
                .isEqualTo(Problems.INTERNAL_ERROR);
        assertThat(FailureMapper.problem(new JsonParseException(null, "secret"), false).detail())
                .contains("the body is not JSON of the expected form");
    }

    @Test
    void doesNotBlameItselfForASenderWhoHungUp() {
        Throwable failure = new UncheckedIOException(new IOException("secret"));

        assertThat(FailureMapper.problem(failure, true).detail()).contains("the body ended early");
        assertThat(FailureMapper.problem(failure, false)).isEqualTo(Problems.INTERNAL_ERROR);
    }
}
