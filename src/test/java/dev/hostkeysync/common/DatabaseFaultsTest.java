package dev.hostkeysync.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFaultsTest {

    @ParameterizedTest
    @CsvSource({
        "08006, true", // connection failure
        "53300, true", // too many connections
        "57P01, true", // the server is being stopped
        "40P01, true", // deadlock
        "40001, true", // serialization failure
        "55P03, true", // lock not available
        "22P05, false", // a character PostgreSQL cannot store
        "23505, false", // unique violation
        "42P01, false", // no such table
        ", true", // the pool ran dry
    })
    void mayPassOrNotByItsSqlState(String state, boolean mayPass) {
        Exception failure =
                new IllegalStateException(new RuntimeException(new SQLException("x", state)));

        assertThat(DatabaseFaults.mayPass(failure)).isEqualTo(mayPass);
    }

    @Test
    void mayPassWhenTheDriverSaysSo() {
        assertThat(DatabaseFaults.mayPass(new SQLTransientConnectionException("x", "22000")))
                .isTrue();
    }

    @Test
    void areNotEverythingThatFails() {
        assertThat(DatabaseFaults.mayPass(new IllegalStateException("x"))).isFalse();
    }
}
