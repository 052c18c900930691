package dev.hostkeysync.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.hostkey.OpenRequest;
import dev.hostkeysync.identity.UserId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Whose key is in the dial strings, and whose not.
class TellingTest {

    private final Office office = new Office();

    private MeetingAnswer.ToDial dialled(String members) {
        String body = Office.BOARD.replace("}", members + "}");
        return Objects.requireNonNull(office.tell(office.schedule(body, ""), body).dialStrings());
    }

    @Test
    void tellsTheHostsKeyToWhoMayReadIt() {
        office.may(Scope.MEETING_WRITE, Scope.HOSTKEY_READ);
        UserId ceo = office.created("ceo@example.com");
        String key = office.active(ceo);

        MeetingAnswer.ToDial dialled = dialled(",\"commands\":[\"mute DTMF prompt\"]");

        assertThat(dialled.sip()).isEqualTo("92674392836.482913.504.%s@zoomcrc.com", key);
        assertThat(dialled.h323()).isEqualTo("144.195.19.161##92674392836#482913#504#%s", key);
        assertThat(dialled.hostKey()).isEqualTo("included");
        assertThat(dialled).asString().isEqualTo("ToDial[included]");
        assertThat(office.reveals)
                .containsExactly(
                        "rooms host-key.dial-string "
                                + ceo
                                + " 192.0.2.1 version 1; reason: meeting 92674392836 was scheduled");
    }

    @Test
    void tellsNobodyElse() {
        UserId ceo = office.created("ceo@example.com");
        String _ = office.active(ceo);

        MeetingAnswer.ToDial notAllowed = dialled("");
        office.may(Scope.MEETING_WRITE, Scope.HOSTKEY_READ);
        MeetingAnswer.ToDial notAsked = dialled(",\"includeHostKey\":false");

        assertThat(notAllowed.sip()).isEqualTo("92674392836.482913@zoomcrc.com");
        assertThat(notAllowed.hostKey()).isEqualTo("not-allowed");
        assertThat(notAsked.sip()).isEqualTo("92674392837.482913@zoomcrc.com");
        assertThat(notAsked.hostKey()).isEqualTo("not-asked");
        assertThat(notAsked.error()).isNull();
        assertThat(office.reveals).isEmpty();
    }

    @Test
    void tellsAHostInPersonTheirOwnKey() {
        String key = office.active(office.created("ceo@example.com"));
        office.caller =
                new Caller("oidc:ceo", Set.of(Scope.MEETING_WRITE), Optional.of("ceo@example.com"));

        assertThat(dialled("").sip()).isEqualTo("92674392836.482913..%s@zoomcrc.com", key);

        office.caller =
                new Caller("oidc:pa", Set.of(Scope.MEETING_WRITE), Optional.of("pa@example.com"));
        assertThat(dialled("").hostKey()).isEqualTo("not-allowed");
    }

    @Test
    void saysWhyThereIsNoKey() {
        office.may(Scope.MEETING_WRITE, Scope.HOSTKEY_READ);

        MeetingAnswer.ToDial unknown = dialled("");
        UserId ceo = office.created("ceo@example.com");
        MeetingAnswer.ToDial without = dialled("");
        String _ = office.active(ceo);
        var _ =
                office.jdbi.inTransaction(
                        tx -> office.ledger.open(tx, List.of(new OpenRequest(ceo, false))));
        office.jdbi.useTransaction(tx -> office.ledger.markSent(tx, List.of(ceo)));
        MeetingAnswer.ToDial inDoubt = dialled("");

        assertThat(fault(unknown)).isEqualTo("404 no-such-user null");
        assertThat(fault(without)).isEqualTo("409 no-key-yet null");
        assertThat(fault(inDoubt)).isEqualTo("409 rotation-in-doubt 1");
        assertThat(inDoubt.sip()).isEqualTo("92674392838.482913@zoomcrc.com");
        assertThat(office.reveals).isEmpty();
    }

    @Test
    void tellsTheMeetingEvenWhenTheKeyCannotBeLookedUp() {
        office.may(Scope.MEETING_WRITE, Scope.HOSTKEY_READ);
        UserId ceo = office.created("ceo@example.com");
        String _ = office.active(ceo);
        MeetingDesk.Scheduled scheduled = office.schedule(Office.BOARD, "");
        office.jdbi.useHandle(db -> db.execute("ALTER TABLE host_key RENAME TO h"));

        MeetingAnswer answer = office.tell(scheduled, Office.BOARD);

        assertThat(answer.meetingId()).isEqualTo("92674392836");
        assertThat(fault(Objects.requireNonNull(answer.dialStrings())))
                .isEqualTo("503 unavailable null");
        assertThat(answer).asString().isEqualTo("MeetingAnswer[redacted]");
    }

    private static String fault(MeetingAnswer.ToDial dialled) {
        assertThat(dialled.hostKey()).isEqualTo("unavailable");
        MeetingAnswer.Fault fault = Objects.requireNonNull(dialled.error());
        return fault.status()
                + " "
                + fault.type().toString().replaceAll(".*/", "")
                + " "
                + fault.retryAfterSeconds();
    }
}
