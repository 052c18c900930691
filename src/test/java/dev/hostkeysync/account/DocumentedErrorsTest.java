package dev.hostkeysync.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.account.AccountResult.Hindered;
import dev.hostkeysync.directory.Report;
import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.zoom.DocumentedAnswers;
import dev.hostkeysync.zoom.UserCreation;
import dev.hostkeysync.zoom.UserWriting;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.ZoomUserStatus;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of every error that Zoom's references list for the four calls.
class DocumentedErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "400, 200, BLOCKED PERMISSION",
        "400, 300, BLOCKED VALUE",
        "400, 1000, BLOCKED OFFICE",
        "400, 1009, BLOCKED TAKEN",
        "400, 1107, BLOCKED DOMAIN",
        "400, 1108, WAITING LICENCE",
        "400, 1116, BLOCKED DOMAIN",
        "400, 2002, BLOCKED SIGN_ON",
        "400, 2016, BLOCKED PERMISSION",
        "400, 2032, BLOCKED SIGN_ON",
        "400, 2033, WAITING LICENCE",
        "400, 2034, WAITING LICENCE",
        "400, 2035, BLOCKED PERMISSION",
        "400, 2036, BLOCKED PERMISSION",
        "400, 2037, BLOCKED PERMISSION",
        "400, 2038, WAITING LICENCE",
        "400, 3412, WAITING LICENCE",
        "400, 11321, BLOCKED DOMAIN",
        "404, 4130, BLOCKED VALUE",
        "404, 1102, WAITING LICENCE",
        "409, 1005, BLOCKED TAKEN",
        "500, 0, WAITING UNCLEAR"
    })
    void ofCreating(int status, int code, String expected) {
        AccountFixture fixture = new AccountFixture();
        UserId zoe = fixture.create("zoe@example.com");
        fixture.zoom.creations.add(DocumentedAnswers.creation(status, code));

        var _ = fixture.turn();

        assertThat(fixture.row(zoe)).startsWith("PRESENT " + expected + ": ");
    }

    @ParameterizedTest
    @CsvSource({
        "400, 200, BLOCKED PERMISSION",
        "400, 300, BLOCKED VALUE",
        "400, 1108, WAITING LICENCE",
        "400, 1109, WAITING LICENCE",
        "400, 1120, WAITING UNCLEAR",
        "400, 2033, WAITING LICENCE",
        "400, 2034, WAITING LICENCE",
        "400, 2038, WAITING LICENCE",
        "400, 2039, WAITING LICENCE",
        "400, 3412, WAITING LICENCE",
        "400, 4100, BLOCKED VALUE",
        "404, 1001, WAITING UNCLEAR",
        "502, 0, WAITING UNCLEAR"
    })
    void ofChanging(int status, int code, String expected) {
        AccountFixture fixture = new AccountFixture();
        UserId zoe = fixture.create("zoe@example.com");
        fixture.zoom.writings.add(DocumentedAnswers.update(status, code));

        var _ = fixture.turn();

        assertThat(fixture.row(zoe)).startsWith("PRESENT " + expected + ": ");
        assertThat(fixture.user(zoe).orElseThrow().zoomUserId()).contains(new ZoomUserId("made1"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 200, BLOCKED PERMISSION",
        "400, 300, BLOCKED VALUE",
        "400, 2033, WAITING LICENCE",
        "400, 3412, WAITING LICENCE",
        "404, 1001, DONE",
        "503, 0, WAITING UNCLEAR"
    })
    void ofSwitchingOff(int status, int code, String expected) {
        AccountFixture fixture = new AccountFixture("ON_REMOVE", "deactivate");
        UserId zoe = removed(fixture);
        fixture.zoom.writings.add(DocumentedAnswers.statusChange(status, code));

        var _ = fixture.turn();

        assertThat(fixture.row(zoe)).startsWith("INACTIVE " + expected);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 200, BLOCKED PERMISSION",
        "400, 300, BLOCKED HEIR",
        "400, 1000, BLOCKED OFFICE",
        "400, 1107, BLOCKED DOMAIN",
        "400, 1117, BLOCKED PERMISSION",
        "400, 1120, DONE",
        "404, 1001, DONE",
        "504, 0, WAITING UNCLEAR"
    })
    void ofRemoving(int status, int code, String expected) {
        AccountFixture fixture =
                new AccountFixture("ON_REMOVE", "delete", "HEIR", "heir@example.com");
        UserId zoe = removed(fixture);
        fixture.zoom.writings.add(DocumentedAnswers.removal(status, code));

        assertThat(fixture.turn()).last().isEqualTo("delete z1 to heir@example.com");

        assertThat(fixture.row(zoe)).startsWith("ABSENT " + expected);
    }

    @Test
    void ofAnyCall() {
        AccountFixture fixture = new AccountFixture();
        UserId zoe = fixture.create("zoe@example.com");
        fixture.zoom.creations.add(
                new UserCreation.Failed(
                        new ZoomOutcome.AccountRefused(
                                "the app lacks the scope user:write:user:admin")));
        var _ = fixture.turn();
        assertThat(fixture.row(zoe))
                .isEqualTo("PRESENT WAITING APP: the app lacks the scope user:write:user:admin");

        fixture.zoom.creations.add(
                new UserCreation.Failed(
                        new ZoomOutcome.Throttled(Duration.ofSeconds(1), false, "too many calls")));
        var _ = fixture.laterTurn();
        assertThat(fixture.row(zoe)).isEqualTo("PRESENT WAITING UNCLEAR: too many calls");

        fixture.zoom.writings.add(
                new UserWriting.Failed(new ZoomOutcome.NotSent("no connection in time")));
        var _ = fixture.laterTurn();
        assertThat(fixture.row(zoe)).isEqualTo("PRESENT WAITING UNCLEAR: no connection in time");
    }

    @ParameterizedTest
    @EnumSource(Hindrance.class)
    void hasARemedyAndAnotherTryForEach(Hindrance hindrance) {
        assertThat(hindrance.remedy()).endsWith(".").hasSizeGreaterThan(20);
        assertThat(hindrance.state()).isIn(AccountState.WAITING, AccountState.BLOCKED);
        assertThat(hindrance.pause(1)).isPositive().isLessThanOrEqualTo(Duration.ofDays(1));
        assertThat(hindrance.pause(40)).isLessThanOrEqualTo(Duration.ofDays(1));
        if (hindrance.state() == AccountState.BLOCKED) {
            assertThat(hindrance.pause(1)).isEqualTo(Duration.ofDays(1));
        }
    }

    @Test
    void doublesThePauses() {
        assertThat(Hindrance.UNCLEAR.pause(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Hindrance.UNCLEAR.pause(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(Hindrance.UNCLEAR.pause(11)).isEqualTo(Duration.ofMinutes(15));
        assertThat(Hindrance.LICENCE.pause(2)).isEqualTo(Duration.ofMinutes(10));
        assertThat(new Hindered(Hindrance.KEY, "r").by().pause(2)).isEqualTo(Duration.ofSeconds(2));
    }

    private static UserId removed(AccountFixture fixture) {
        fixture.zoom.has("z1", "zoe@example.com", 2, ZoomUserStatus.ACTIVE);
        UserId zoe = fixture.create("zoe@example.com");
        fixture.report(
                new Report.ReadyAtZoom(
                        new UserReference(
                                Optional.of(zoe),
                                Optional.of(new ZoomUserId("z1")),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())));
        var _ = fixture.turn();
        fixture.remove(zoe);
        fixture.keys.stands(zoe, "GONE", "DONE");
        return zoe;
    }
}
